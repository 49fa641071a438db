using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Attachments;

/// <summary>
/// Attachments whose bytes are to be removed: given up, never completed, never sent, or of deleted messages. Gateways ask
/// for some, remove their bytes, and say so; what nobody says so of is given out again.
/// </summary>
internal sealed class AttachmentRemoval(LogShards shards, TimeProvider time)
{
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);

    private static readonly string ClaimStatement = SqlText.Of<AttachmentRemoval>("claim_removals");
    private static readonly string ForgetStatement = SqlText.Of<AttachmentRemoval>("forget");

    /// <summary>Some that nobody is removing; from now on they are nobody's.</summary>
    public async Task<List<StoredAttachment>> ClaimAsync(int limit)
    {
        List<StoredAttachment> claimed = [];
        foreach (var shard in shards.All)
        {
            var now = time.GetUtcNow().UtcDateTime;
            await using var command = shard.Source.CreateCommand(ClaimStatement);
            command.Parameters.Add(new() { Value = now });
            command.Parameters.Add(new() { Value = now + Turn });
            command.Parameters.Add(new() { Value = limit - claimed.Count });
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                claimed.Add(new StoredAttachment(new ThreadId(row.GetGuid(0)), new AttachmentId(row.GetGuid(1))));
            }

            if (claimed.Count >= limit)
            {
                break;
            }
        }

        return claimed;
    }

    /// <summary>Forgets those whose bytes are gone.</summary>
    public async Task ForgetAsync(IReadOnlyCollection<StoredAttachment> removed)
    {
        var threads = removed.Select(one => one.ThreadId.Value).ToArray();
        var attachments = removed.Select(one => one.AttachmentId.Value).ToArray();
        foreach (var shard in shards.All)
        {
            await using var command = shard.Source.CreateCommand(ForgetStatement);
            command.Parameters.Add(new() { Value = threads, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
            command.Parameters.Add(new() { Value = attachments, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
            await command.ExecuteNonQueryAsync();
        }
    }
}
