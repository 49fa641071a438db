using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Delivery;

/// <summary>
/// The outbox's share of one gateway: a bounded buffer with one batch under way at a time, which keeps the order and
/// makes what gathers meanwhile the next batch. Safe to call from any thread.
/// </summary>
internal sealed partial class OutboxLine(
    Guid gatewayId, Func<GatewayBatch, Task> send, Func<TimeSpan> clock, DeliveryOptions options, ILogger logger)
    : IThreadPoolWorkItem
{
    /// <summary>How long nothing is sent after a failure, so that a gateway that is gone, or a queue, costs few calls.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly Queue<GatewayItem> _waiting = new();
    private readonly HeadReminders _heads = new(options.HeadDelay, options.HeadCapacity);
    private TimeSpan _lastSent = clock();
    private TimeSpan _pausedUntil;
    private bool _sending;
    private bool _refused;
    private bool _lost;
    private bool _closed;

    /// <summary>Takes a push, or drops it where it exceeds the bound; false when the line is closed.</summary>
    public bool TryPost(GatewayItem item)
    {
        bool begin;
        var now = clock();
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            Add(item, now);
            if (item is EventItem { Event: var head, Recipients: var recipients })
            {
                _heads.Touch(head.ThreadId, head.Seq, recipients, now);
            }

            begin = TryBegin(now);
        }

        SendSoon(begin);
        return true;
    }

    /// <summary>
    /// Tells due heads again and sends what a pause held up; false when the line is closed, which it is when it has had
    /// nothing to send for the time of a lease, or nothing that was taken.
    /// </summary>
    public bool Tick()
    {
        bool begin;
        var now = clock();
        lock (_gate)
        {
            while (_heads.TakeDue(now) is { } head)
            {
                Add(head, now);
            }

            var useless = !_sending && (_refused || (_heads.Count == 0 && _waiting.Count == 0));
            _closed |= useless && now - _lastSent > DeliveryTimes.StreamLease;
            begin = !_closed && TryBegin(now);
        }

        SendSoon(begin);
        return !_closed;
    }

    void IThreadPoolWorkItem.Execute() => _ = SendAllAsync();

    private void Add(GatewayItem item, TimeSpan now)
    {
        if (now < _pausedUntil)
        {
            _lost = true;
            return;
        }

        if (_waiting.Count >= options.OutboxCapacity)
        {
            LogFull(logger, gatewayId, _waiting.Count);
            DropWaiting();
        }

        _waiting.Enqueue(item);
    }

    /// <summary>All clients of the gateway have to resynchronize, so the rest of what waits is worth nothing either.</summary>
    private void DropWaiting()
    {
        _waiting.Clear();
        _lost = true;
    }

    private bool TryBegin(TimeSpan now)
    {
        var begin = !_sending && now >= _pausedUntil && (_lost || _waiting.Count > 0);
        _sending |= begin;
        return begin;
    }

    // Sending begins on the pool: not on a grain's scheduler, nor in a caller's context, and what the caller posts next
    // goes along.
    private void SendSoon(bool begin)
    {
        if (begin)
        {
            _ = ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private async Task SendAllAsync()
    {
        while (TakeBatch() is { } batch)
        {
            try
            {
                await send(batch);
                Settle(refused: false, lost: false);
            }
            catch (GatewayNotLeasedException)
            {
                Settle(refused: true, lost: true);
            }
            catch (Exception exception)
            {
                // The batch may arrive nonetheless, and late: the seqs tell the gateway.
                LogFailed(logger, exception, gatewayId, batch.Items.Length);
                Settle(refused: false, lost: true);
            }
        }
    }

    private void Settle(bool refused, bool lost)
    {
        var now = clock();
        lock (_gate)
        {
            _refused = refused;
            if (lost)
            {
                DropWaiting();
                _pausedUntil = now + Pause;
            }
            else
            {
                _lastSent = now;
            }
        }
    }

    private GatewayBatch? TakeBatch()
    {
        var now = clock();
        lock (_gate)
        {
            if (now < _pausedUntil || (_waiting.Count == 0 && !_lost))
            {
                _sending = false;
                return null;
            }

            var count = Math.Min(options.BatchSize, _waiting.Count + (_lost ? 1 : 0));
            var items = ImmutableArray.CreateBuilder<GatewayItem>(count);
            if (_lost)
            {
                _lost = false;
                items.Add(new LostItem());
            }

            while (items.Count < count)
            {
                items.Add(_waiting.Dequeue());
            }

            // The queue gives the number and names its life.
            return new GatewayBatch { Number = 0, QueueLife = Guid.Empty, Items = items.MoveToImmutable() };
        }
    }
}
