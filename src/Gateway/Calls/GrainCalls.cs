using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Calls;

/// <summary>
/// Grain calls that outlive the death of a silo: what has not answered within an attempt's time is called again, and
/// what stays without an answer is <c>unavailable</c>. Faults of the program pass through.
/// </summary>
internal sealed partial class GrainCalls(TimeProvider time, ILogger<GrainCalls> logger)
{
    private const int RetryAfterMs = 1_000;

    /// <summary>Long before Orleans' own response timeout, which waits for a dead silo to be declared dead.</summary>
    private static readonly TimeSpan AttemptTime = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongAttemptTime = TimeSpan.FromSeconds(5);

    /// <summary>Long enough for a dead silo to be declared dead and its grains to wake elsewhere.</summary>
    private static readonly TimeSpan CommandTime = TimeSpan.FromSeconds(15);

    /// <summary>A read can be asked again at no cost, so its caller is told sooner.</summary>
    private static readonly TimeSpan ReadTime = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>A command that may be repeated: called until its outcome is known, for 15 s.</summary>
    public Task<Result<T>> CommandAsync<T>(Func<Task<Result<T>>> call, CancellationToken cancellationToken)
        where T : class => RepeatAsync(call, AttemptTime, CommandTime, cancellationToken);

    /// <summary>The same for commands that go through several grains, such as opening and closing.</summary>
    public Task<Result<T>> LongCommandAsync<T>(Func<Task<Result<T>>> call, CancellationToken cancellationToken)
        where T : class => RepeatAsync(call, LongAttemptTime, CommandTime, cancellationToken);

    /// <summary>A read: called until it answers, for 6 s.</summary>
    public Task<Result<T>> ReadAsync<T>(Func<Task<Result<T>>> call, CancellationToken cancellationToken)
        where T : class => RepeatAsync(call, AttemptTime, ReadTime, cancellationToken);

    /// <summary>A call that must not be repeated: 2 s, once.</summary>
    public Task<Result<T>> OnceAsync<T>(Func<Task<Result<T>>> call, CancellationToken cancellationToken)
        where T : class => AttemptAsync(call, AttemptTime, cancellationToken);

    private async Task<Result<T>> AttemptAsync<T>(Func<Task<Result<T>>> call, TimeSpan patience, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await call().WaitAsync(patience, time, cancellationToken);
        }
        catch (Exception e) when (Outage.Is(e))
        {
            // Without the stack: there is one of these for every call that meets the outage.
            LogOutage(logger, e.GetType().Name, e.Message);
            return Refusal.Unavailable(RetryAfterMs);
        }
    }

    private async Task<Result<T>> RepeatAsync<T>(
        Func<Task<Result<T>>> call, TimeSpan patience, TimeSpan whole, CancellationToken cancellationToken)
        where T : class
    {
        var start = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var outcome = await AttemptAsync(call, patience, cancellationToken);
            var isUnknown = !outcome.Ok && outcome.Error.Code == RefusalCode.Unavailable;
            if (!isUnknown || time.GetElapsedTime(start) + pause >= whole)
            {
                return outcome;
            }

            // Jitter, so that those who met the same outage don't come again together.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, cancellationToken);
        }
    }
}
