using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Admin;

/// <summary>
/// Frees people of what holds them. The thread decides, as always: one that is active ends its phase, one that is not gives
/// up a claim that is left over. Nothing is taken from a thread behind its back.
/// </summary>
internal sealed class ClaimDesk(IGrainFactory grains)
{
    /// <summary>What holds a user, pending openings included.</summary>
    public async Task<ImmutableArray<AdminClaim>> ReadAsync(UserId userId) =>
        [.. (await User(userId).GetClaimsAsync()).Select(AdminClaim.Of)];

    /// <summary>Frees a user.</summary>
    public async Task<Result<FreedClaims>> FreeAsync(UserId userId)
    {
        var held = await User(userId).GetClaimsAsync();
        foreach (var claim in held)
        {
            if (await FreeAsync(userId, claim) is { } refusal)
            {
                return refusal;
            }
        }

        var now = await ReadAsync(userId);
        return new FreedClaims
        {
            Freed = [.. held.Select(claim => claim.ThreadId).Except(now.Select(claim => claim.ThreadId))],
            Claims = now,
        };
    }

    private async Task<Refusal?> FreeAsync(UserId userId, Claim claim)
    {
        var thread = grains.GetGrain<IThreadGrain>(claim.ThreadId.Value);
        var closed = await thread.CloseForHostAsync();
        if (closed.Ok)
        {
            // A claim of another opening than the one whose phase has ended.
            await thread.ReconcileAsync();
            return null;
        }

        if (closed.Error.Code != RefusalCode.ThreadNotFound)
        {
            return closed.Error;
        }

        // Its thread was lost, as with a restored database: there is nobody left to ask.
        await User(userId).ReleaseAsync(claim.ThreadId, claim.AttemptId);
        return null;
    }

    private IUserGrain User(UserId userId) => grains.GetGrain<IUserGrain>(userId.Value);
}
