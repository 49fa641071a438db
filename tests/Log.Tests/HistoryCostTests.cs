using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Log.Tests;

[Collection(LogGroup.Name)]
public sealed class HistoryCostTests(LogFixture fixture)
{
    private const int Messages = 100_000;

    // Pages of PostgreSQL that a page of 25 messages may touch: three index descents each side, and the rows.
    private const int MaxBuffers = 80;

    [Fact]
    public async Task GetHistory_AnywhereInALongThread_TouchesFewPages()
    {
        var thread = await fixture.NewThreadAsync();
        await fixture.ExecuteAsync(
            """
            INSERT INTO message_log (thread_id, seq, type, sender_id, at, client_message_id, text)
            SELECT $1, n, CASE WHEN n % 10 = 0 THEN 3 ELSE 1 END, $2, to_timestamp(n), 'id' || n, 'hello ' || n
            FROM generate_series(1, $3) n
            """,
            thread.Id.Value,
            thread.One.Value,
            Messages);
        await fixture.ExecuteAsync("VACUUM ANALYZE message_log");

        foreach (var seq in new long[] { 2, 1_000, Messages / 2, Messages, long.MaxValue })
        {
            Assert.InRange(await BuffersAsync(thread.Id, below: seq, belowLimit: 25, above: 0, aboveLimit: 0), 1, MaxBuffers);
            Assert.InRange(await BuffersAsync(thread.Id, below: 0, belowLimit: 0, above: Math.Min(seq, Messages), aboveLimit: 25), 1, MaxBuffers);
        }
    }

    [Theory]
    [InlineData(null, null, null, 5, new long[] { 6, 7, 8, 9, 10 }, true, false)]
    [InlineData(4L, null, null, 5, new long[] { 1, 2, 3 }, false, true)]
    [InlineData(1L, null, null, 5, new long[0], false, true)]
    [InlineData(null, 8L, null, 5, new long[] { 9, 10 }, true, false)]
    [InlineData(null, 10L, null, 5, new long[0], true, false)]
    [InlineData(null, 0L, null, 2, new long[] { 1, 2 }, false, true)]
    [InlineData(null, null, 5L, 4, new long[] { 4, 5, 6, 7 }, true, true)]
    [InlineData(null, null, 99L, 4, new long[] { 9, 10 }, true, false)]
    [InlineData(null, null, long.MaxValue, 4, new long[] { 9, 10 }, true, false)]
    [InlineData(null, long.MaxValue, null, 4, new long[0], true, false)]
    [InlineData(long.MaxValue, null, null, 2, new long[] { 9, 10 }, true, false)]
    public async Task GetHistory_AnyPosition_ExactPage(
        long? before, long? after, long? around, int limit, long[] seqs, bool hasBefore, bool hasAfter)
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();
        await log.AppendAsync(new(), [.. Enumerable.Range(1, 10).Select(seq => thread.Message(seq, $"id{seq}"))], null);

        var page = (await new ThreadReader(fixture.Shards, TimeProvider.System).GetHistoryAsync(
            thread.Other,
            thread.Id,
            new HistoryQuery { Before = before, After = after, Around = around, Limit = limit })).Value!;

        Assert.Equal(seqs, page.Messages.Select(message => message.Seq));
        Assert.Equal((hasBefore, hasAfter), (page.HasBefore, page.HasAfter));
    }

    private Task<int> BuffersAsync(ThreadId threadId, long below, int belowLimit, long above, int aboveLimit) => Buffers.OfAsync(
        fixture.Source,
        SqlText.Of<ThreadReader>("history"),
        plan: null,
        new() { Value = threadId.Value },
        new() { Value = below },
        new() { Value = belowLimit },
        new() { Value = above },
        new() { Value = aboveLimit });
}
