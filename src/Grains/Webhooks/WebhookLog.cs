using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>The log as webhooks read it: the outbox.</summary>
internal sealed class WebhookLog(LogShards shards)
{
    private static readonly string EventsStatement = SqlText.Of<WebhookLog>("events_after");
    private static readonly string BeforeStatement = SqlText.Of<WebhookLog>("last_before");
    private static readonly string HeadsStatement = SqlText.Of<WebhookLog>("heads");

    /// <summary>A thread's members, and its next events.</summary>
    public Task<(ImmutableArray<UserId> Members, List<ThreadEvent> Events)> ReadAsync(ThreadId threadId, long after, int limit) =>
        shards.AtAsync(threadId, async shard =>
        {
            await using var command = shard.Source.CreateCommand(EventsStatement).With(threadId.Value).With(after).With(limit);
            await using var row = await command.ExecuteReaderAsync();
            var served = false;
            ImmutableArray<UserId> members = [];
            List<ThreadEvent> events = [];
            while (await row.ReadAsync())
            {
                served = row.GetBoolean(0);
                members = row.IsDBNull(1) ? [] : [new UserId(row.GetGuid(1)), new UserId(row.GetGuid(2))];
                if (!row.IsDBNull(3))
                {
                    events.Add(EventRow.Read(row, 3, threadId, attachments: 10));
                }
            }

            return (served, (members, events));
        });

    /// <summary>The seq of a thread's last event before a time; 0 when there is none.</summary>
    public Task<long> LastBeforeAsync(ThreadId threadId, DateTimeOffset at) => shards.AtAsync(threadId, async shard =>
    {
        await using var command = shard.Source.CreateCommand(BeforeStatement).With(threadId.Value).WithTime(at);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetBoolean(0), row.GetInt64(1));
    });

    /// <summary>
    /// How far the logs of a bucket's threads go, of some behind <paramref name="after"/>; 0 for those without an event since
    /// the time.
    /// </summary>
    public Task<List<KeyValuePair<ThreadId, long>>> ReadHeadsAsync(int bucket, Guid after, int limit, DateTimeOffset since)
    {
        var last = Bucket.Last(bucket);
        return shards.AtAsync(new ThreadId(last), async shard =>
        {
            await using var command = shard.Source.CreateCommand(HeadsStatement)
                .With(last).With(after).With(last).With(limit).WithTime(since);
            await using var row = await command.ExecuteReaderAsync();
            var served = false;
            List<KeyValuePair<ThreadId, long>> heads = [];
            while (await row.ReadAsync())
            {
                served = row.GetBoolean(0);
                if (!row.IsDBNull(1))
                {
                    heads.Add(new(new ThreadId(row.GetGuid(1)), row.GetInt64(2)));
                }
            }

            return (served, heads);
        });
    }
}
