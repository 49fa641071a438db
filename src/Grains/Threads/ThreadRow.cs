using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Attachments;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>Reads a row of <c>thread_view</c>. Away from home the peer is only an id; <see cref="PeerStore"/> adds the rest.</summary>
internal static class ThreadRow
{
    public static (UserId User, DateTime Activity, ThreadView View) Read(NpgsqlDataReader row, DateTimeOffset now)
    {
        var threadId = new ThreadId(row.GetGuid(1));
        var view = new ThreadView
        {
            ThreadId = threadId,
            Active = !row.IsDBNull(2),
            Peer = PeerRow.Show(
                new UserId(row.GetGuid(4)),
                row.IsDBNull(5) ? "" : row.GetString(5),
                row.IsDBNull(6) ? "" : row.GetString(6),
                row.IsDBNull(7) ? null : row.GetDateTime(7),
                row.IsDBNull(8) ? null : row.GetDateTime(8),
                (PeerState)row.GetInt32(25),
                now),
            LastSeq = row.GetInt64(9),
            LastMessage = row.IsDBNull(10) ? null : MessageRow.Read(row, 10, 19, threadId) with
            {
                Attachments = AttachmentRow.ReadAll(row, 26),
            },
            Unread = row.GetInt64(15),
            ReadSeq = row.GetInt64(16),
            PeerReadSeq = row.GetInt64(17),
            PeerDeliveredSeq = row.GetInt64(18),
            Archived = row.GetBoolean(22),
            MutedUntil = row.IsDBNull(23) || row.GetDateTime(23) <= now.UtcDateTime ? null : new DateTimeOffset(row.GetDateTime(23)),
            Blocked = row.GetBoolean(24),
        };
        return (new UserId(row.GetGuid(0)), row.IsDBNull(3) ? default : row.GetDateTime(3), view);
    }
}
