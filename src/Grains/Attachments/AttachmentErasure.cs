using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Erasure;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Attachments;

/// <summary>
/// What attachments hold of a person: what they have uploaded, and what they called it. From the commit on nobody is given
/// any of it; gateways remove the bytes within minutes, and then its rows go as well.
/// </summary>
internal sealed class AttachmentErasure(LogShards shards, TimeProvider time) : IPersonalData
{
    private static readonly string EraseStatement = SqlText.Of<AttachmentErasure>("erase_of_owner");
    private static readonly string WrittenStatement = SqlText.Of<AttachmentErasure>("written");

    /// <summary>Takes all attachments of a user away. Repeating finishes what an earlier call has begun.</summary>
    public Task EraseAsync(UserId user, CancellationToken cancellation) => shards.OfAllAsync(async shard =>
    {
        await using var connection = await shard.Source.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(EraseStatement)
                {
                    Parameters = { new() { Value = user.Value }, new() { Value = time.GetUtcNow().UtcDateTime } },
                },
                new NpgsqlBatchCommand(WrittenStatement),
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new Written(new BucketSet(row.GetFieldValue<byte[]>(0)));
    });

    private sealed record Written(BucketSet Readable) : IShardRead;
}
