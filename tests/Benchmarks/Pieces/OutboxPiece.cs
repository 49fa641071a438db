using System.Collections.Immutable;
using System.Diagnostics;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Delivery;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>Committed events become two batches for one gateway: what comes first, and what gathers behind it.</summary>
internal sealed class OutboxPiece : IPiece
{
    private const int Count = 500;

    private readonly ThreadEvent[] _events;
    private readonly ImmutableArray<UserId> _recipients = [UserId.NewRandom(), UserId.NewRandom()];
    private readonly OutboxLine _line;
    private TaskCompletionSource _posted = new();
    private TaskCompletionSource _sent = new();
    private int _left;

    public OutboxPiece()
    {
        var threadId = ThreadId.NewRandom();
        _events = [.. Enumerable.Range(1, Count).Select(seq => SampleMessage.Event(threadId, _recipients[0], seq))];
        var start = Stopwatch.GetTimestamp();
        _line = new OutboxLine(
            Guid.NewGuid(), SendAsync, () => Stopwatch.GetElapsedTime(start), new DeliveryOptions(), NullLogger.Instance);
    }

    public string Name => "outbox";

    public int Messages => Count;

    public Task PrepareAsync() => Task.CompletedTask;

    public async Task RunAsync()
    {
        _posted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _left = Count;
        foreach (var threadEvent in _events)
        {
            if (!_line.TryPost(new EventItem { Event = threadEvent, Recipients = _recipients }))
            {
                throw new InvalidOperationException("The outbox is closed.");
            }
        }

        _posted.SetResult();
        await _sent.Task;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task SendAsync(GatewayBatch batch)
    {
        await _posted.Task;
        if (Interlocked.Add(ref _left, -batch.Items.Length) == 0)
        {
            _sent.SetResult();
        }
    }
}
