using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Erasure;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Jobs;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Erasure;

/// <summary>Reentrant because it has no state to guard: one slow statement must not hold up the next caller.</summary>
[StatelessWorker, Reentrant]
internal sealed partial class ErasureGrain(
    ErasureStore store, Departures departures, JobBell bell, ILogger<ErasureGrain> logger) : Grain, IErasureGrain
{
    public Task<Result<ErasureJob>> RequestAsync(UserId user, ErasureReason reason) =>
        OutageGuard.RunAsync<ErasureJob>(logger, async () =>
            await EndAsync(user, verifiedHash: null, reason) is not null && await store.ReadAsync(user) is { } job
                ? job
                : Refusal.UserNotFound());

    public Task<Result<SessionIds>> RequestOwnAsync(UserId user, string verifiedHash) =>
        OutageGuard.RunAsync<SessionIds>(logger, async () =>
            await EndAsync(user, verifiedHash, ErasureReason.Owner) is { } ended ? ended : Refusal.InvalidCredentials());

    // What is stored here is enough: whatever comes behind it, the job does it again.
    private async Task<SessionIds?> EndAsync(UserId user, string? verifiedHash, ErasureReason reason)
    {
        var ended = await store.RequestAsync(user, verifiedHash, reason);
        if (ended is not null)
        {
            LogRequested(logger, user, reason);
            await departures.TellAsync(user);
            bell.Ring();
        }

        return ended;
    }
}
