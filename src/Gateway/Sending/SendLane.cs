using System.Collections.Immutable;
using System.Diagnostics;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Tracing;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Tracing;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Sending;

/// <summary>
/// The messages of one connection to one thread. At most one call is under way, and what comes meanwhile goes together
/// in the next, so that messages enter the thread in the order in which the connection sent them.
/// </summary>
internal sealed class SendLane
{
    /// <summary>Messages of one call.</summary>
    public const int MaxPerCall = 100;

    /// <summary>Messages that may wait for the next call.</summary>
    public const int MaxWaiting = 200;

    private const int RetryAfterMs = 1_000;

    private readonly Lock _gate = new();
    private readonly Attempts _attempts;
    private readonly IThreadGrain _thread;
    private readonly UserId _sender;
    private readonly Queue<Waiting> _waiting = new();
    private bool _busy;

    // After an outage that outlasted it once, nobody is kept waiting that long again until something is stored.
    private Patience _patience = Patience.Command;

    public SendLane(Attempts attempts, IThreadGrain thread, UserId sender)
    {
        _attempts = attempts;
        _thread = thread;
        _sender = sender;
    }

    /// <summary>Whether nothing waits and no call is under way.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return !_busy;
            }
        }
    }

    /// <summary>Takes a message, before it returns; answers once it is stored.</summary>
    public Task<Result<SendAck>> SendAsync(SendCommand command)
    {
        var waiting = new Waiting(command);
        lock (_gate)
        {
            if (_waiting.Count >= MaxWaiting)
            {
                return Task.FromResult<Result<SendAck>>(Refusal.Overloaded(RetryAfterMs));
            }

            _waiting.Enqueue(waiting);
            if (_busy)
            {
                return waiting.Task;
            }

            _busy = true;
        }

        _ = SendAllAsync();
        return waiting.Task;
    }

    private async Task SendAllAsync()
    {
        while (TryTake(out var batch))
        {
            // The loop outlives the call that began it, whose trace is not that of the messages behind.
            GatewayTrace.Continue(Array.Find(batch, static waiting => waiting.Caller is not null)?.Caller);
            try
            {
                await SendAsync(batch);
            }
            catch (Exception fault)
            {
                foreach (var waiting in batch)
                {
                    waiting.TrySetException(fault);
                }
            }
        }
    }

    /// <summary>Sends until every outcome is known or the time is up. The thread gives what it has stored its first answer.</summary>
    private async Task SendAsync(Waiting[] batch)
    {
        var series = _attempts.Begin(_patience);
        while (true)
        {
            try
            {
                batch = Settle(batch, await series.WaitAsync(_thread.SendAsync(_sender, CommandsOf(batch))));
            }
            catch (Exception fault) when (Outage.Is(fault))
            {
                _attempts.Met(fault);
                // As if each had been answered with unavailable.
                foreach (var waiting in batch)
                {
                    waiting.InDoubt = true;
                }
            }

            if (batch.Length == 0)
            {
                _patience = Patience.Command;
                return;
            }

            if (!await series.TryPauseAsync())
            {
                foreach (var waiting in batch)
                {
                    waiting.SetResult(Refusal.Unavailable(RetryAfterMs));
                }

                _patience = Patience.Command with { InAll = Patience.Command.Each };
                RefuseWaiting();
                return;
            }
        }
    }

    // They have waited as long, and were never sent.
    private void RefuseWaiting()
    {
        Waiting[] refused;
        lock (_gate)
        {
            refused = [.. _waiting];
            _waiting.Clear();
        }

        foreach (var waiting in refused)
        {
            waiting.SetResult(Refusal.Overloaded(RetryAfterMs));
        }
    }

    private static ImmutableArray<SendCommand> CommandsOf(Waiting[] batch)
    {
        var commands = ImmutableArray.CreateBuilder<SendCommand>(batch.Length);
        foreach (var waiting in batch)
        {
            commands.Add(waiting.Command);
        }

        return commands.MoveToImmutable();
    }

    /// <summary>Passes the answers on; gives back, in order, what has no known outcome yet.</summary>
    private static Waiting[] Settle(Waiting[] batch, ImmutableArray<Result<SendAck>> answers)
    {
        List<Waiting>? unknown = null;
        for (var i = 0; i < batch.Length; i++)
        {
            if (Outage.Is(answers[i].Error, batch[i].InDoubt))
            {
                batch[i].InDoubt = true;
                (unknown ??= []).Add(batch[i]);
            }
            else
            {
                batch[i].SetResult(answers[i]);
            }
        }

        return unknown is null ? [] : [.. unknown];
    }

    private bool TryTake(out Waiting[] batch)
    {
        lock (_gate)
        {
            _busy = _waiting.Count > 0;
            batch = new Waiting[Math.Min(_waiting.Count, MaxPerCall)];
            for (var i = 0; i < batch.Length; i++)
            {
                batch[i] = _waiting.Dequeue();
            }

            return _busy;
        }
    }

    // Who waits goes on where the answer is known: all it does is to write its answer to the connection, which never
    // blocks, and a turn on the pool for each would cost more than that.
    private sealed class Waiting(SendCommand command) : TaskCompletionSource<Result<SendAck>>
    {
        public SendCommand Command { get; } = command;

        /// <summary>The span of the hub's call, where it is recorded.</summary>
        public Activity? Caller { get; } = GrainTrace.Recorded;

        /// <summary>Whether an attempt before the one under way may have stored it.</summary>
        public bool InDoubt { get; set; }
    }
}
