using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// Opening, closing and reconciling. The <c>opened</c> or <c>closed</c> event is the decision, the claims follow it:
/// pending before <c>opened</c> commits, confirmed before the answer, released after <c>closed</c>. A crash between any
/// two steps leaves claims that <see cref="ReconcileAsync"/> makes agree with the log. Calls are one at a time.
/// </summary>
internal sealed class ThreadOpening(
    ThreadId threadId, ThreadAppender appender, ThreadClaims claims, ThreadCooldown cooldown, TimeProvider time)
{
    /// <summary>How long an opening may hold claims while its caller closes another thread, or is cut off.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(10);

    // A pending claim that no opening of this activation holds may be another activation's, for as long as its commit
    // takes; it is lost without harm if it took longer, since confirming takes it again.
    private static readonly TimeSpan Commits = TimeSpan.FromSeconds(3);

    private OpeningAttempt? _attempt;
    private Guid? _confirmedPhase;

    /// <summary>Opens the thread, or asks for the caller's current thread to be closed first.</summary>
    public async Task<OpenStep> OpenAsync(UserId caller, bool closeCurrent)
    {
        if (appender.State.Phase is { } phase)
        {
            return await SettleAsync(caller, phase, created: false);
        }

        if ((appender.State.BarredFor(caller) ?? await cooldown.RefuseAsync(caller)) is { } barred)
        {
            return new OpenStep { Refused = barred };
        }

        if (Attempt is not null)
        {
            // Another opening of this thread is about to decide; it counts as a claim in the way.
            return new OpenStep { HeldBy = threadId, Refused = ThreadClaims.Busy(isCaller: false, null) };
        }

        var attempt = new OpeningAttempt(Guid.NewGuid(), caller, time.GetUtcNow() + Lasts);
        var (refused, closeFirst) = await claims.TakeAsync(caller, attempt.Id, closeCurrent);
        if (refused is not null)
        {
            return refused;
        }

        if (closeFirst is not null)
        {
            _attempt = attempt;
            return new OpenStep { CloseFirst = closeFirst, AttemptId = attempt.Id };
        }

        return await DecideAsync(caller, attempt.Id);
    }

    /// <summary>Completes an opening that waited for its caller's other thread to be closed.</summary>
    public async Task<OpenStep> CommitAsync(UserId caller, Guid attemptId)
    {
        if (Attempt?.Id != attemptId || _attempt?.Caller != caller)
        {
            return new OpenStep { Refused = Refusal.Unavailable(500) };
        }

        _attempt = null;
        return await DecideAsync(caller, attemptId);
    }

    /// <summary>Gives up an opening.</summary>
    public async Task AbortAsync(Guid attemptId)
    {
        if (_attempt?.Id == attemptId)
        {
            _attempt = null;
            await claims.ReleaseAsync(attemptId);
        }
    }

    /// <summary>Closes the thread and frees both members; null when it is done, or was done already.</summary>
    public async Task<Refusal?> CloseAsync(UserId caller)
    {
        if (appender.State.Phase is not { } phase)
        {
            return null;
        }

        var refusal = await appender.TurnAsync(EventType.Closed, caller, phase: null);
        if (refusal is null)
        {
            await claims.ReleaseAsync(phase);
        }

        return refusal;
    }

    /// <summary>
    /// Ends whatever there is, an opening that has not decided yet or the phase, in a member's name; null when both are
    /// free. A claim that another activation is about to decide on it releases itself: it can't begin a phase any more.
    /// </summary>
    public async Task<Refusal?> EndAsync(UserId by)
    {
        if (_attempt is { } undecided)
        {
            await AbortAsync(undecided.Id);
        }

        if (appender.State.Phase is not null)
        {
            return await CloseAsync(by);
        }

        await claims.ReleaseStaleAsync(current: null, Commits);
        return null;
    }

    /// <summary>Makes the claims agree with the log.</summary>
    public async Task ReconcileAsync()
    {
        if (_attempt is { } over && Attempt is null)
        {
            await AbortAsync(over.Id);
        }

        var phase = appender.State.Phase;
        await claims.ReleaseStaleAsync(phase ?? Attempt?.Id, Commits);
        if (phase is { } active)
        {
            // Whoever asks has met claims that disagree: what was confirmed before may be lost.
            _confirmedPhase = null;
            await SettleAsync(appender.State.Low, active, created: false);
        }
    }

    private OpeningAttempt? Attempt => _attempt is { } attempt && attempt.Until > time.GetUtcNow() ? attempt : null;

    private async Task<OpenStep> DecideAsync(UserId caller, Guid attemptId)
    {
        var first = appender.State.CommittedSeq == 0;
        var refusal = await appender.TurnAsync(EventType.Opened, caller, attemptId);
        if (refusal is null)
        {
            return await SettleAsync(caller, attemptId, created: first);
        }

        if (refusal.Code != RefusalCode.Unavailable)
        {
            // Surely not stored. Where nobody knows, the claims stay until the log has been asked.
            await claims.ReleaseAsync(attemptId);
        }

        return new OpenStep { Refused = refusal };
    }

    // Confirms the claims of a committed phase. Where another thread has a member by now (the claim was lost in a
    // crash), the phase ends: nobody is in two.
    private async Task<OpenStep> SettleAsync(UserId caller, Guid phase, bool created)
    {
        if (_confirmedPhase != phase)
        {
            if (await claims.ConfirmAsync(phase) is { } busy)
            {
                await CloseAsync(caller);
                return new OpenStep { Refused = ThreadClaims.Busy(busy == caller, null) };
            }

            _confirmedPhase = phase;
        }

        return new OpenStep { Created = created };
    }
}
