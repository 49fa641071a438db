using ChatOrleans.Grains.Abstractions.Calls;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Calls;

/// <summary>
/// Grain calls that answer with a result: what stays without a known outcome is <c>unavailable</c>. Faults of the program
/// pass through.
/// </summary>
internal sealed partial class GrainCalls(Attempts attempts, ILogger<GrainCalls> logger)
{
    private const int RetryAfterMs = 1_000;

    /// <summary>A command that may be repeated: called until its outcome is known, for 15 s.</summary>
    public Task<Result<T>> CommandAsync<T>(Func<Task<Result<T>>> call, CancellationToken cancellationToken)
        where T : class => RepeatAsync(call, Patience.Command, cancellationToken);

    /// <summary>
    /// The same for commands that go through several grains, opening and closing. They can't be told from a later one of their
    /// kind, so an attempt that is given up must not be carried out afterwards: it has its <see cref="CallDeadline"/> with it.
    /// </summary>
    public Task<Result<T>> LongCommandAsync<T>(Func<Task<Result<T>>> call, CancellationToken cancellationToken)
        where T : class => RepeatAsync(call, Patience.LongCommand, cancellationToken, endsInTime: true);

    /// <summary>A read: called until it answers, for 6 s.</summary>
    public Task<Result<T>> ReadAsync<T>(Func<Task<Result<T>>> call, CancellationToken cancellationToken)
        where T : class => RepeatAsync(call, Patience.Read, cancellationToken);

    /// <summary>A call that must not be repeated: 2 s, once.</summary>
    public async Task<Result<T>> OnceAsync<T>(Func<Task<Result<T>>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await attempts.OnceAsync(call(), cancellationToken);
        }
        catch (Exception fault) when (Outage.Is(fault))
        {
            return Unavailable(fault);
        }
    }

    private async Task<Result<T>> RepeatAsync<T>(
        Func<Task<Result<T>>> call, Patience patience, CancellationToken cancellationToken, bool endsInTime = false)
        where T : class
    {
        var series = attempts.Begin(patience);
        var inDoubt = false;
        while (true)
        {
            Result<T> outcome;
            if (endsInTime)
            {
                CallDeadline.Set(series.AttemptEnds);
            }

            try
            {
                outcome = await series.WaitAsync(call(), cancellationToken);
            }
            catch (Exception fault) when (Outage.Is(fault))
            {
                outcome = Unavailable(fault);
            }

            if (!Outage.Is(outcome.Error, inDoubt))
            {
                return outcome;
            }

            inDoubt = true;
            if (!await series.TryPauseAsync(cancellationToken))
            {
                return Outage.Is(outcome.Error) ? outcome : Refusal.Unavailable(RetryAfterMs);
            }
        }
    }

    private Refusal Unavailable(Exception fault)
    {
        // Without the stack: there is one of these for every call that meets the outage.
        attempts.Met(fault);
        LogOutage(logger, fault.GetType().Name, fault.Message);
        return Refusal.Unavailable(RetryAfterMs);
    }
}
