using System.Threading.Channels;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using static ChatOrleans.Delivery.Tests.Pushes;

namespace ChatOrleans.Delivery.Tests;

public sealed class OutboxLineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly DeliveryOptions Options = new() { OutboxCapacity = 20, BatchSize = 10 };

    private readonly Channel<(GatewayBatch Batch, TaskCompletionSource Taken)> _sent =
        Channel.CreateUnbounded<(GatewayBatch, TaskCompletionSource)>();

    private readonly OutboxLine _line;
    private long _now;

    public OutboxLineTests() => _line = new OutboxLine(
        Guid.NewGuid(),
        batch =>
        {
            var taken = new TaskCompletionSource();
            Assert.True(_sent.Writer.TryWrite((batch, taken)));
            return taken.Task;
        },
        () => TimeSpan.FromTicks(Volatile.Read(ref _now)),
        Options,
        NullLogger.Instance);

    [Fact]
    public async Task What_gathers_while_a_batch_is_under_way_is_the_next_batch()
    {
        Post(1, 1);
        var first = await NextAsync();
        Post(2, 15);
        Assert.False(_sent.Reader.TryRead(out _));
        first.Taken.SetResult();
        var second = await NextAsync();
        second.Taken.SetResult();
        var third = await NextAsync();
        Assert.Equal([1, 10, 5], new[] { first, second, third }.Select(sent => sent.Batch.Items.Length));
        Assert.Equal(Enumerable.Range(2, 15).Select(seq => (long)seq), Seqs([.. second.Batch.Items, .. third.Batch.Items]));
    }

    [Fact]
    public async Task What_exceeds_the_bound_is_dropped_and_one_item_says_so()
    {
        Post(1, 1);
        var first = await NextAsync();
        Post(2, 25);
        first.Taken.SetResult();
        var next = await NextAsync();
        _ = Assert.IsType<LostItem>(next.Batch.Items[0]);
        Assert.Equal([22, 23, 24, 25, 26], Seqs(next.Batch.Items));
        Assert.Single(next.Batch.Items, item => item is LostItem);
    }

    [Fact]
    public async Task A_batch_that_was_not_taken_is_told_of_after_a_pause_even_if_nothing_else_is_sent()
    {
        Post(1, 1);
        (await NextAsync()).Taken.SetException(new TimeoutException());
        var lost = await TickUntilSentAsync();
        _ = Assert.IsType<LostItem>(Assert.Single(lost.Batch.Items));
        lost.Taken.SetResult();
        Post(2, 1);
        Assert.Equal([2], Seqs((await NextAsync()).Batch.Items));
    }

    [Fact]
    public async Task A_gateway_that_stays_without_a_lease_is_given_up_whatever_is_sent_to_it()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (_line.TryPost(Event(1, ThreadId.NewRandom())) && _line.Tick())
        {
            patience.Token.ThrowIfCancellationRequested();
            if (_sent.Reader.TryRead(out var sent))
            {
                sent.Taken.SetException(new GatewayNotLeasedException(Guid.Empty));
            }

            Advance(Pause / 10);
            await Task.Yield();
        }

        Assert.True(_now > DeliveryTimes.StreamLease.Ticks);
        Assert.False(_line.TryPost(Event(2)));
    }

    [Fact]
    public async Task A_thread_s_head_is_told_again_once_it_has_been_quiet()
    {
        var thread = ThreadId.NewRandom();
        Assert.True(_line.TryPost(Event(1, thread)));
        (await NextAsync()).Taken.SetResult();
        Advance(Options.HeadDelay / 2);
        Assert.True(_line.TryPost(Event(2, thread)));
        (await NextAsync()).Taken.SetResult();
        Advance(Options.HeadDelay / 2);
        Assert.True(_line.Tick());
        Assert.False(_sent.Reader.TryRead(out _));
        Advance(Options.HeadDelay / 2);
        Assert.True(_line.Tick());
        var head = Assert.IsType<HeadItem>(Assert.Single((await NextAsync()).Batch.Items));
        Assert.Equal((thread, 2L), (head.ThreadId, head.Seq));
    }

    private void Post(int from, int count)
    {
        foreach (var item in Events(from, count))
        {
            Assert.True(_line.TryPost(item));
        }
    }

    private async Task<(GatewayBatch Batch, TaskCompletionSource Taken)> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _sent.Reader.ReadAsync(patience.Token);
    }

    private async Task<(GatewayBatch Batch, TaskCompletionSource Taken)> TickUntilSentAsync()
    {
        var next = NextAsync();
        while (!next.IsCompleted)
        {
            Advance(Pause);
            Assert.True(_line.Tick());
            await Task.Yield();
        }

        return await next;
    }

    private void Advance(TimeSpan time) => _ = Interlocked.Add(ref _now, time.Ticks);
}
