using System.Threading.Channels;
using ChatOrleans.Gateway.Relay;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatOrleans.Gateway.Tests;

public sealed class PushQueueTests
{
    private const int Limit = 16;

    private readonly SlowTarget _target = new();
    private readonly PushQueue _queue;

    public PushQueueTests() => _queue = new PushQueue(_target, Limit, TestMetrics.Create());

    [Fact]
    public async Task Enqueue_ManyPushes_WritesEachOnceInOrder()
    {
        var pushes = Pushes(Limit);
        _target.Open();
        Assert.All(pushes, push => Assert.True(_queue.Enqueue(push)));

        Assert.Equal(pushes, await _target.TakeAsync(Limit));
        Assert.Equal(1, _target.MostAtOnce);
    }

    [Fact]
    public async Task Enqueue_SlowWriter_NeverWaits()
    {
        var pushes = Pushes(1 + Limit);
        Assert.True(_queue.Enqueue(pushes[0]));
        await _target.WritingAsync();

        Assert.All(pushes[1..], push => Assert.True(_queue.Enqueue(push)));
        Assert.False(_queue.IsIdle);
        _target.Open();
        Assert.Equal(pushes, await _target.TakeAsync(1 + Limit));
    }

    [Fact]
    public async Task Enqueue_Full_GivesEverythingForOneResync()
    {
        var pushes = Pushes(1 + Limit);
        _queue.Enqueue(pushes[0]);
        await _target.WritingAsync();
        Assert.All(pushes[1..], push => Assert.True(_queue.Enqueue(push)));

        Assert.False(_queue.Enqueue(Push("lost")));
        var later = Pushes(3);
        Assert.All(later, push => Assert.True(_queue.Enqueue(push)));
        _target.Open();
        Assert.Equal([pushes[0], PushMessages.ResyncAll, .. later], await _target.TakeAsync(2 + later.Length));
    }

    [Fact]
    public async Task Enqueue_FullTwice_TheResyncThatWaitsIsReplaced()
    {
        _queue.Enqueue(Push("first"));
        await _target.WritingAsync();
        // What waits is a resync and all that came after it.
        Assert.Equal(2, Pushes((2 * Limit) + 1).Count(push => !_queue.Enqueue(push)));

        var last = Push("last");
        _queue.Enqueue(last);
        _target.Open();
        var written = await _target.TakeAsync(3);
        Assert.Equal([PushMessages.ResyncAll, last], written[1..]);
    }

    [Fact]
    public async Task Enqueue_AfterOverflowAndDrain_WorksAsBefore()
    {
        _queue.Enqueue(Push("first"));
        await _target.WritingAsync();
        Assert.Contains(Pushes(Limit + 1), push => !_queue.Enqueue(push));
        _target.Open();
        await _target.TakeAsync(2);

        var pushes = Pushes(Limit);
        Assert.All(pushes, push => Assert.True(_queue.Enqueue(push)));
        Assert.Equal(pushes, await _target.TakeAsync(Limit));
    }

    [Fact]
    public async Task Enqueue_WriterFails_TheNextIsWritten()
    {
        _target.Open();
        _target.FailNext();
        var pushes = Pushes(2);
        _queue.Enqueue(pushes[0]);
        _queue.Enqueue(pushes[1]);

        Assert.Equal(pushes, await _target.TakeAsync(2));
    }

    private static SerializedHubMessage Push(string text) => new(new InvocationMessage("Event", [text]));

    private static SerializedHubMessage[] Pushes(int count) => [.. Enumerable.Range(0, count).Select(i => Push($"{i}"))];

    /// <summary>A socket that takes nothing until it is opened.</summary>
    private sealed class SlowTarget : IPushTarget
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Channel<SerializedHubMessage> _written = Channel.CreateUnbounded<SerializedHubMessage>();
        private int _atOnce;
        private bool _fails;

        public int MostAtOnce { get; private set; }

        public void Open() => _open.TrySetResult();

        public void FailNext() => _fails = true;

        /// <summary>Waits until a push is being written.</summary>
        public Task WritingAsync() => _writing.Task.OrFailAsync();

        public async Task<SerializedHubMessage[]> TakeAsync(int count)
        {
            var taken = new SerializedHubMessage[count];
            for (var i = 0; i < count; i++)
            {
                taken[i] = await _written.Reader.ReadAsync().AsTask().OrFailAsync();
            }

            Assert.False(_written.Reader.TryPeek(out _));
            return taken;
        }

        public async ValueTask WriteAsync(SerializedHubMessage message)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
            _writing.TrySetResult();
            await _open.Task;
            await Task.Yield();
            Interlocked.Decrement(ref _atOnce);
            _written.Writer.TryWrite(message);
            if (_fails)
            {
                _fails = false;
                throw new IOException("The socket is gone.");
            }
        }
    }
}
