using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Grains.Abstractions.Accounts;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>
/// Asks every second which sessions have ended. Nothing depends on a push, which may be lost: a revoked session's
/// tokens and connections end everywhere within the period and one call.
/// </summary>
internal sealed partial class SessionWatch(
    IGrainFactory grains,
    Tokens tokens,
    TimeProvider time,
    ILogger<SessionWatch> logger) : BackgroundService, IRevokedSessions
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, long> _endedAt = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset? _since;
    private bool _isFailing;

    public event Action<ImmutableArray<Guid>>? Revoked;

    /// <summary>Completes when credentials can be judged: the keys are there, and the first answer about ended sessions.</summary>
    public Task Loaded => _loaded.Task;

    public bool Contains(Guid sessionId) => _endedAt.ContainsKey(sessionId);

    /// <summary>Takes a revocation that this gateway has just carried out, ahead of the next answer.</summary>
    public void Add(params ImmutableArray<Guid> sessionIds) => Take(sessionIds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start goes on while the keys are fetched, which blocks.
        await Task.Yield();
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await AskAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever went wrong, the next second asks again; the watch must not end.")]
    private async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!Loaded.IsCompleted)
            {
                tokens.LoadKeys();
            }

            var answer = await grains.GetGrain<IAccountGrain>(0)
                .GetEndedSessionsAsync(_since)
                .WaitAsync(Patience, time, cancellationToken);
            if (!answer.Ok)
            {
                Fail(answer.Error.Code, null);
                return;
            }

            _since = answer.Value.Next;
            Take(answer.Value.SessionIds);
            Forget();
            _loaded.TrySetResult();
            if (_isFailing)
            {
                _isFailing = false;
                LogRecovered(logger);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(e.GetType().Name, e);
        }
    }

    private void Take(ImmutableArray<Guid> ended)
    {
        var now = time.GetTimestamp();
        var fresh = ended.Where(sessionId => _endedAt.TryAdd(sessionId, now)).ToImmutableArray();
        if (!fresh.IsEmpty)
        {
            Revoked?.Invoke(fresh);
        }
    }

    private void Forget()
    {
        var now = time.GetTimestamp();
        foreach (var (sessionId, at) in _endedAt)
        {
            if (time.GetElapsedTime(at, now) > SessionTimes.Remembered)
            {
                _endedAt.TryRemove(sessionId, out _);
            }
        }
    }

    /// <summary>Said once an outage, not every second.</summary>
    private void Fail(string reason, Exception? fault)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            LogFailed(logger, fault, reason);
        }
        else
        {
            LogStillFailing(logger, fault, reason);
        }
    }
}
