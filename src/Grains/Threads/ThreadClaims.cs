using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// A thread's claims on its two members. Taken in ascending order of the members' ids, so that in a ring of openings
/// somebody wins; a pending claim of another opening is waited for, a confirmed one refuses.
/// </summary>
internal sealed class ThreadClaims(
    ThreadId threadId, ThreadState state, ThreadAudience audience, IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan PatienceForPending = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Claims both members, or neither. Null when both are held; else the refusal, with the thread that is in the way.
    /// With <paramref name="closeCurrent"/> the caller's confirmed claim elsewhere does not refuse: it is named instead.
    /// </summary>
    public async Task<(OpenStep? Refused, ThreadId? CloseFirst)> TakeAsync(UserId caller, Guid attemptId, bool closeCurrent)
    {
        ThreadId? closeFirst = null;
        List<UserId> held = [];
        foreach (var member in Ascending())
        {
            var answer = await ClaimPatientlyAsync(member, attemptId, alongside: closeCurrent && member == caller);
            if (!answer.Granted)
            {
                await ReleaseAsync(held, attemptId);
                return (await RefuseAsync(caller, member, answer, attemptId, closeCurrent), null);
            }

            audience.SetRoute(member, answer.Route);
            held.Add(member);
            closeFirst ??= answer.Other?.ThreadId;
        }

        return (null, closeFirst);
    }

    /// <summary>Confirms both; the members whom another confirmed claim holds by now come back.</summary>
    public async Task<UserId?> ConfirmAsync(Guid attemptId)
    {
        var low = Grain(state.Low).ConfirmAsync(threadId, attemptId);
        var high = Grain(state.High).ConfirmAsync(threadId, attemptId);
        await Task.WhenAll(low, high);
        return !await low ? state.Low : !await high ? state.High : null;
    }

    /// <summary>Frees both members of this attempt.</summary>
    public Task ReleaseAsync(Guid attemptId) => ReleaseAsync([state.Low, state.High], attemptId);

    /// <summary>
    /// Frees both members of whatever this thread holds without being active: claims of attempts that are over.
    /// A pending claim that is younger than an opening may last belongs to one that is still under way elsewhere.
    /// </summary>
    public async Task ReleaseStaleAsync(Guid? current, TimeSpan openingLasts)
    {
        foreach (var member in Ascending())
        {
            foreach (var claim in await Grain(member).GetClaimsAsync())
            {
                var young = !claim.Confirmed && time.GetUtcNow() - claim.At < openingLasts;
                if (claim.ThreadId == threadId && claim.AttemptId != current && !young)
                {
                    await Grain(member).ReleaseAsync(threadId, claim.AttemptId);
                }
            }
        }
    }

    private async Task<ClaimAnswer> ClaimPatientlyAsync(UserId member, Guid attemptId, bool alongside)
    {
        var started = time.GetTimestamp();
        for (; ; )
        {
            var answer = await Grain(member).ClaimAsync(threadId, attemptId, alongside);
            if (answer.Granted || answer.Other is { Confirmed: true } || time.GetElapsedTime(started) > PatienceForPending)
            {
                return answer;
            }

            // The jitter only spreads competitors; nothing secret depends on it.
#pragma warning disable CA5394
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 40)), time);
#pragma warning restore CA5394
        }
    }

    // The caller's own claim is named first, whichever member was asked first; not one that was about to be closed.
    private async Task<OpenStep> RefuseAsync(
        UserId caller, UserId refusedAt, ClaimAnswer answer, Guid attemptId, bool closeCurrent)
    {
        if (refusedAt != caller)
        {
            var own = await Grain(caller).ClaimAsync(threadId, attemptId, closeCurrent);
            if (own.Granted)
            {
                await Grain(caller).ReleaseAsync(threadId, attemptId);
            }
            else
            {
                (refusedAt, answer) = (caller, own);
            }
        }

        return new OpenStep { HeldBy = answer.Other?.ThreadId, Refused = Busy(refusedAt == caller, answer.Other?.ThreadId) };
    }

    /// <summary>The refusal for a busy caller or peer; of the peer's thread it says nothing.</summary>
    public static Refusal Busy(bool isCaller, ThreadId? activeThreadId) => isCaller
        ? new Refusal
        {
            Code = RefusalCode.SelfBusy,
            Message = "You already have an active thread.",
            ActiveThreadId = activeThreadId,
        }
        : new Refusal { Code = RefusalCode.PeerBusy, Message = "The other user already has an active thread." };

    private async Task ReleaseAsync(IEnumerable<UserId> members, Guid attemptId)
    {
        foreach (var member in members)
        {
            await Grain(member).ReleaseAsync(threadId, attemptId);
        }
    }

    private UserId[] Ascending() =>
        state.Low.Value.CompareTo(state.High.Value) < 0 ? [state.Low, state.High] : [state.High, state.Low];

    private IUserGrain Grain(UserId user) => grains.GetGrain<IUserGrain>(user.Value);
}
