using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>Reads a message as it is now.</summary>
internal static class MessageRow
{
    /// <summary>Reads the columns seq, sender_id, at, client_message_id, text, and from <paramref name="second"/> target_seq, edited_at, deleted_at.</summary>
    public static Message Read(NpgsqlDataReader row, int first, int second, ThreadId threadId) => new()
    {
        ThreadId = threadId,
        Seq = row.GetInt64(first),
        SenderId = new UserId(row.GetGuid(first + 1)),
        At = new DateTimeOffset(row.GetDateTime(first + 2)),
        ClientMessageId = row.GetString(first + 3),
        Text = row.IsDBNull(first + 4) ? null : row.GetString(first + 4),
        ReplyTo = row.IsDBNull(second) ? null : row.GetInt64(second),
        EditedAt = TimeOf(row, second + 1),
        DeletedAt = TimeOf(row, second + 2),
    };

    /// <summary>Groups the reactions of two columns, emojis and users, which are in the order in which they came.</summary>
    public static ImmutableArray<Reaction>? ReadReactions(NpgsqlDataReader row, int first)
    {
        if (row.IsDBNull(first))
        {
            return null;
        }

        var emojis = row.GetFieldValue<string[]>(first);
        var users = row.GetFieldValue<Guid[]>(first + 1);
        return
        [
            .. emojis.Zip(users).GroupBy(one => one.First, StringComparer.Ordinal).Select(group => new Reaction
            {
                Emoji = group.Key,
                UserIds = [.. group.Select(one => new UserId(one.Second))],
            }),
        ];
    }

    private static DateTimeOffset? TimeOf(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : new DateTimeOffset(row.GetDateTime(column));
}
