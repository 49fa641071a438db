using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>Reads a message from the columns seq, sender_id, at, client_message_id, text.</summary>
internal static class MessageRow
{
    public static Message Read(NpgsqlDataReader row, int first, ThreadId threadId) => new()
    {
        ThreadId = threadId,
        Seq = row.GetInt64(first),
        SenderId = new UserId(row.GetGuid(first + 1)),
        At = new DateTimeOffset(row.GetDateTime(first + 2)),
        ClientMessageId = row.GetString(first + 3),
        Text = row.GetString(first + 4),
    };
}
