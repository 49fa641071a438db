using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Telemetry;
using Npgsql;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// Carries an opening through. It, and no thread, waits for other threads: two grains never wait for each other. Reentrant
/// because it has no state to guard: an opening that waits for a silo that was lost must not hold up others. How many are
/// under way at once is the gate's to say.
/// </summary>
[StatelessWorker, Reentrant]
internal sealed class ThreadDirectoryGrain(
    PairStore pairs, MemberStore members, OpeningGate gate, OpeningMetrics metrics, TimeProvider time)
    : Grain, IThreadDirectoryGrain
{
    private const int RetryAfterMs = 500;

    /// <summary>One thread may hold the caller, another the peer.</summary>
    private const int MaxReconciled = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task<Result<OpenedThread>> OpenAsync(UserId caller, string with, bool closeCurrent)
    {
        var begunAt = time.GetTimestamp();
        var opened = await gate.RunAsync(() => FindAndOpenAsync(caller, with, closeCurrent));
        metrics.Opened(opened, time.GetElapsedTime(begunAt));
        return opened;
    }

    private async Task<Result<OpenedThread>> FindAndOpenAsync(UserId caller, string with, bool closeCurrent)
    {
        try
        {
            if (await pairs.FindUserAsync(with) is not { } peer)
            {
                return Refusal.UserNotFound();
            }

            if (peer == caller)
            {
                return Refusal.InvalidArgument("with", "A thread has two distinct members.");
            }

            // The pair first: a block stores itself and then looks for the pair, so that one of the two sees the other.
            var threadId = await pairs.FindOrCreateAsync(caller, peer);
            if ((await members.ReadHomeAsync(caller, peer)).RefusalOf(low: true) is { } barred)
            {
                // Whoever barred it may have ended before the thread knew.
                await Thread(threadId).EnforceAsync();
                return barred;
            }

            return await OpenAsync(threadId, caller, closeCurrent);
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }
    }

    private async Task<Result<OpenedThread>> OpenAsync(ThreadId threadId, UserId caller, bool closeCurrent)
    {
        var thread = Thread(threadId);
        var started = time.GetTimestamp();
        HashSet<ThreadId> reconciled = [];
        var enforced = false;
        for (; ; )
        {
            var result = await thread.OpenAsync(caller, closeCurrent);
            if (!result.Ok)
            {
                return result.Error;
            }

            var step = result.Value;
            if (step.CloseFirst is { } current)
            {
                return await CloseAndCommitAsync(thread, caller, current, step.AttemptId);
            }

            if (step.Refused is null)
            {
                return Opened(step);
            }

            if (step.HeldBy == threadId && time.GetElapsedTime(started) < Patience)
            {
                // Another opening of this very thread is under way; what it decides is the answer.
                await Task.Delay(Pause, time);
                continue;
            }

            if (!enforced && step.Refused.Code is RefusalCode.Blocked or RefusalCode.UserNotFound or RefusalCode.Unauthenticated)
            {
                // The thread says what home has just denied; whoever took a block back may have ended before it knew.
                enforced = true;
                var followed = await thread.EnforceAsync();
                if (!followed.Ok)
                {
                    return followed.Error;
                }

                continue;
            }

            if (step.HeldBy is not { } holder || !reconciled.Add(holder) || reconciled.Count > MaxReconciled)
            {
                return step.Refused;
            }

            // What is in the way may be left over from a crash, at the one as at the other; its thread knows.
            metrics.Reconciled();
            await Thread(holder).ReconcileAsync();
        }
    }

    private async Task<Result<OpenedThread>> CloseAndCommitAsync(
        IThreadGrain thread, UserId caller, ThreadId current, Guid attemptId)
    {
        var closed = await Thread(current).CloseAsync(caller);
        if (!closed.Ok)
        {
            await thread.AbortOpenAsync(attemptId);
            return closed.Error;
        }

        var result = await thread.CommitOpenAsync(caller, attemptId);
        return !result.Ok ? result.Error : result.Value.Refused is { } refused ? refused : Opened(result.Value);
    }

    private static OpenedThread Opened(OpenStep step) => new()
    {
        Thread = step.Opened ?? throw new InvalidOperationException("An opening without refusal has a thread to show."),
        Created = step.Created,
    };

    private IThreadGrain Thread(ThreadId threadId) => GrainFactory.GetGrain<IThreadGrain>(threadId.Value);
}
