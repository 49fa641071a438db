using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Grains.Abstractions.Limits;

namespace ChatOrleans.Gateway.Limits;

/// <summary>
/// Tells the other gateways what was spent here, and learns what they spent: once a second, and only of buckets of which a
/// quarter was spent since the last time, or which are empty. No call waits for it. So the rate of a limit holds over all
/// gateways together, while its burst may be had at each of them, once, before they know: with N gateways, time t, rate r
/// and burst b at most r·t + N·(1.25·b + r·1 s) pass. What was had too much is owed, and paid back before anything more is
/// given. Without silos each gateway goes by what it has seen itself.
/// </summary>
internal sealed partial class LimitExchange(IGrainFactory grains, TimeProvider time, ILogger<LimitExchange> logger) : BackgroundService
{
    /// <summary>Buckets of one call.</summary>
    private const int MaxSpends = 2_000;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<(Guid Key, TokenBucket Bucket)> _due = new();
    private bool _isFailing;

    /// <summary>A bucket to talk about; each is here once at most.</summary>
    public void Add(Guid key, TokenBucket bucket) => _due.Enqueue((key, bucket));

    /// <summary>Tells and learns what is due now.</summary>
    public async Task ExchangeAsync(CancellationToken cancellationToken)
    {
        var due = new List<(Guid Key, TokenBucket Bucket)>();
        for (var rest = _due.Count; rest > 0 && _due.TryDequeue(out var next); rest--)
        {
            due.Add(next);
        }

        var calls = due.GroupBy(static one => LimitSpend.GrainOf(one.Key))
            .SelectMany(static group => group.Chunk(MaxSpends).Select(part => (group.Key, part)))
            .Select(call => ShareAsync(call.Key, call.part, cancellationToken));
        var told = await Task.WhenAll(calls);
        if (told.Length > 0)
        {
            Report(Array.Find(told, static fault => fault is not null));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await ExchangeAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }

    /// <summary>Null, or why they could not be told.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever went wrong, each gateway goes on by itself and tells the next second.")]
    private async Task<Exception?> ShareAsync(
        long grain, (Guid Key, TokenBucket Bucket)[] buckets, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var spends = ImmutableArray.CreateBuilder<LimitSpend>(buckets.Length);
        foreach (var (key, bucket) in buckets)
        {
            var (untold, believed) = bucket.Tell(now, time);
            spends.Add(new LimitSpend { Key = key, Spent = untold, Believed = believed, PerSecond = bucket.PerSecond });
        }

        try
        {
            var levels = await grains.GetGrain<ILimitGrain>(grain)
                .ShareAsync(spends.ToImmutable())
                .WaitAsync(Patience, time, cancellationToken);
            now = time.GetTimestamp();
            for (var i = 0; i < buckets.Length; i++)
            {
                buckets[i].Bucket.Learn(levels[i], now, time);
            }

            return null;
        }
        catch (Exception fault)
        {
            // Maybe they were told all the same: then it counts twice, which is the safe side.
            for (var i = 0; i < buckets.Length; i++)
            {
                buckets[i].Bucket.Retract(spends[i].Spent);
            }

            return fault;
        }
    }

    /// <summary>Said once an outage, not every second.</summary>
    private void Report(Exception? fault)
    {
        if (fault is not null && !_isFailing)
        {
            LogFailed(logger, fault.GetType().Name);
        }
        else if (fault is null && _isFailing)
        {
            LogRecovered(logger);
        }

        _isFailing = fault is not null;
    }
}
