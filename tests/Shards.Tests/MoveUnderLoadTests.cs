using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Shards.Tests;

/// <summary>Two silos that write to the same threads, whose buckets go back and forth meanwhile.</summary>
[Collection(ShardsGroup.Name)]
public sealed class MoveUnderLoadTests(ShardsFixture fixture)
{
    private const int FirstBucket = 100;
    private const int Buckets = 2;
    private const int ThreadsPerBucket = 3;
    private const int Rounds = 3;

    [Fact]
    public async Task Buckets_moved_back_and_forth_under_load_keep_every_log_whole()
    {
        var buckets = Enumerable.Range(FirstBucket, Buckets).ToArray();
        var threads = new List<TestThread>();
        foreach (var bucket in buckets.SelectMany(bucket => Enumerable.Repeat(bucket, ThreadsPerBucket)))
        {
            threads.Add(await fixture.NewThreadAsync(bucket));
        }

        var activations = new List<Activation>();
        for (var silo = 0; silo < 2; silo++)
        {
            var map = fixture.NewMap();
            var log = await fixture.StartLogAsync(map);
            activations.AddRange(threads.Select(thread => new Activation(thread, log, map, $"silo{silo}")));
        }

        await Task.WhenAll(activations.Select(activation => activation.LoadAsync()));
        using var moved = new CancellationTokenSource();
        var talking = activations.Select(activation => activation.TalkAsync(atLeast: 20, moved.Token)).ToArray();
        var moves = 0;
        await using (var mover = await fixture.OpenMovesAsync())
        {
            // An odd number of rounds: they end on the other shard.
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var bucket in buckets)
                {
                    var done = await mover.MoveAsync(bucket, round % 2 == 0 ? ShardsFixture.Other : LogShard.Home, CancellationToken.None);
                    Assert.Equal(ThreadsPerBucket, done!.Threads);
                    moves++;
                }
            }
        }

        await moved.CancelAsync();
        await Task.WhenAll(talking);
        Assert.Equal(Rounds * Buckets, moves);
        foreach (var bucket in buckets)
        {
            Assert.Equal([ShardsFixture.Other], await fixture.ServersOfAsync(bucket));
            Assert.Equal(0, await fixture.RowsOfAsync(LogShard.Home, bucket));
        }

        var store = new ThreadStore(fixture.NewMap(), TimeProvider.System);
        foreach (var thread in threads)
        {
            await AssertWholeAsync(thread, activations.Where(activation => activation.Thread == thread).ToList(), store);
        }

        activations.ForEach(activation => activation.Dispose());
    }

    private async Task AssertWholeAsync(TestThread thread, List<Activation> activations, ThreadStore store)
    {
        var stored = await fixture.ReadAsync(ShardsFixture.Other, thread.Id);
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(seq => (long)seq), stored.Select(e => e.Seq));
        Assert.Equal(stored.Select(e => e.At).Order(), stored.Select(e => e.At));
        Assert.Equal(stored.Count, stored.Select(e => e.ClientMessageId).Distinct().Count());

        // All that was acknowledged is where it was said to be, and there is nothing else.
        var acknowledged = activations.SelectMany(activation => activation.Acknowledged).ToDictionary();
        Assert.Equal(stored.Count, acknowledged.Count);
        Assert.All(stored, e =>
        {
            var ack = acknowledged[e.ClientMessageId!];
            Assert.Equal((e.Seq, e.At), (ack.Seq, ack.SentAt));
        });

        // What messages are is what their events say; what is deleted has left no text.
        var deleted = stored.Where(e => e.Type == EventType.Deleted).Select(e => e.TargetSeq!.Value).ToHashSet();
        Assert.NotEmpty(deleted);
        Assert.All(stored, e => Assert.Equal(TextOf(e, deleted), e.Text));
        Assert.Equal(new ReplayedLog(stored).Lines, await LinesAsync(thread));

        // Each client sent one after the other.
        foreach (var activation in activations)
        {
            var own = activation.Acknowledged.Values.Select(ack => ack.Seq).ToList();
            Assert.Equal(own.Order(), own);
        }

        var state = (await store.LoadAsync(thread.Id))!;
        var marks = state.Low == thread.Other ? state.LowMarks : state.HighMarks;
        Assert.InRange(marks.ReadSeq, activations.Max(activation => activation.ReadSeq), stored.Count);
        Assert.NotEqual(0, marks.ReadSeq);
    }

    private static string? TextOf(ThreadEvent e, HashSet<long> deleted) =>
        deleted.Contains(e.TargetSeq ?? e.Seq) ? null
        : e.Type == EventType.Message ? $"text of {e.ClientMessageId}"
        : e.Type == EventType.Edited ? $"edited {e.ClientMessageId!.Replace("-edited", string.Empty, StringComparison.Ordinal)}"
        : null;

    private async Task<List<string>> LinesAsync(TestThread thread)
    {
        var reader = new ThreadReader(fixture.NewMap(), TimeProvider.System);
        List<string> lines = [];
        for (long? after = 0; after is not null;)
        {
            var page = (await reader.GetHistoryAsync(thread.One, thread.Id, new HistoryQuery { After = after, Limit = 100 })).Value!;
            lines.AddRange(page.Messages.Select(ReplayedLog.LineOf));
            after = page.HasAfter ? page.Messages[^1].Seq : null;
        }

        return lines;
    }
}
