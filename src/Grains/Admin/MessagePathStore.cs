using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Admin;

/// <summary>What the databases know of what became of a message.</summary>
internal sealed class MessagePathStore(LogShards shards)
{
    private static readonly string PathStatement = SqlText.Of<MessagePathStore>("path");
    private static readonly string WebhooksStatement = SqlText.Of<MessagePathStore>("path_webhooks");

    /// <summary>The events that fit; null where there is no such thread.</summary>
    public Task<List<MessagePath>?> ReadAsync(ThreadId threadId, long? seq, string? clientMessageId) =>
        shards.AtAsync(threadId, async shard =>
        {
            await using var command = shard.Source.CreateCommand(PathStatement)
                .With(threadId.Value)
                .WithNumber(seq)
                .WithText(clientMessageId);
            await using var row = await command.ExecuteReaderAsync();
            List<MessagePath>? paths = null;
            var served = false;
            while (await row.ReadAsync())
            {
                served = row.GetBoolean(0);
                paths = row.IsDBNull(1) ? null : paths ?? [];
                if (paths is not null && !row.IsDBNull(7))
                {
                    paths.Add(Read(row, threadId, shard.Name));
                }
            }

            return (served, paths);
        });

    /// <summary>How far the webhooks' endpoints have come.</summary>
    public async Task<ImmutableArray<WebhookState>> ReadWebhooksAsync(MessagePath path)
    {
        await using var command = shards.Home.CreateCommand(WebhooksStatement)
            .With(path.ThreadId.Value)
            .With(path.Seq)
            .WithTime(path.At);
        await using var row = await command.ExecuteReaderAsync();
        var states = ImmutableArray.CreateBuilder<WebhookState>();
        while (await row.ReadAsync())
        {
            states.Add(new WebhookState { Endpoint = row.GetString(0), Passed = row.GetBoolean(1), DeadLetter = row.GetBoolean(2) });
        }

        return states.DrainToImmutable();
    }

    private static MessagePath Read(NpgsqlDataReader row, ThreadId threadId, string shard)
    {
        var (seq, sender) = (row.GetInt64(7), new UserId(row.GetGuid(9)));
        MessageRecipient[] members =
        [
            Recipient(new UserId(row.GetGuid(1)), seq, row.GetInt64(3), row.GetInt64(4)),
            Recipient(new UserId(row.GetGuid(2)), seq, row.GetInt64(5), row.GetInt64(6)),
        ];
        return new MessagePath
        {
            ThreadId = threadId,
            Seq = seq,
            Type = (EventType)row.GetInt16(8),
            SenderId = sender,
            At = new DateTimeOffset(row.GetDateTime(10)),
            ClientMessageId = row.IsDBNull(11) ? null : row.GetString(11),
            Shard = shard,
            EditedAt = row.IsDBNull(12) ? null : new DateTimeOffset(row.GetDateTime(12)),
            DeletedAt = row.IsDBNull(13) ? null : new DateTimeOffset(row.GetDateTime(13)),
            Edits = row.GetInt32(14),
            Indexed = row.GetBoolean(15),
            Recipients = [.. members.Where(member => member.UserId != sender)],
            Webhooks = [],
        };
    }

    private static MessageRecipient Recipient(UserId userId, long seq, long readSeq, long deliveredSeq) => new()
    {
        UserId = userId,
        Delivered = deliveredSeq >= seq,
        Read = readSeq >= seq,
        DeliveredSeq = deliveredSeq,
        ReadSeq = readSeq,
        Gateways = 0,
    };
}
