using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Tracing;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// Brings a thread's events into the log and resolves every failure by asking the log what is true. Lives on the
/// thread's scheduler: calls interleave at their awaits and nowhere else.
/// </summary>
internal sealed class ThreadAppender(
    ThreadId threadId, IMessageLog log, ThreadStore store, TimeProvider time, Action<ThreadEvent> committed)
{
    /// <summary>What a client is told to wait before it retries, in milliseconds.</summary>
    private const int RetryAfterMs = 500;

    /// <summary>Rounds of append, failure and reload before a call gives up; each round has heard from the log.</summary>
    private const int MaxRounds = 8;

    private readonly SentLookup _stored = new(threadId, log, store);
    private readonly Queue<(long LastSeq, Task Outcome)> _underWay = [];
    private AppendLane _lane = new();
    private Task<bool>? _reload;
    private ThreadState? _state;

    /// <summary>What is asked of the log about messages.</summary>
    public SentLookup Stored => _stored;

    /// <summary>The thread's state, once <see cref="LoadAsync"/> has found it.</summary>
    public ThreadState State => _state ?? throw new InvalidOperationException("The thread is not loaded.");

    /// <summary>The generation of appends that the state rests on.</summary>
    public AppendLane Lane => _lane;

    /// <summary>Called when a reload finds that the log went further than this activation knew.</summary>
    public Action? Overtaken { get; set; }

    /// <summary>Reads the thread; false when there is none.</summary>
    public async Task<bool> LoadAsync()
    {
        var snapshot = await store.LoadAsync(threadId);
        if (snapshot is null)
        {
            return false;
        }

        _state = new ThreadState(threadId, snapshot);
        return true;
    }

    /// <summary>Stores messages of a member, in order; each answer comes after its commit.</summary>
    public Task<ImmutableArray<Result<SendAck>>> SendAsync(UserId sender, ImmutableArray<SendCommand> commands) =>
        commands is [{ ReplyTo: null, Attachments: null } only] && _reload is null && !_lane.Failed && log.Admits(threadId)
            && State.Decide(sender, only).Kind == SendDecisionKind.Append
            ? SendOneAsync(sender, commands)
            : SendAllAsync(new SendCall(sender, commands));

    /// <summary>
    /// Begins or ends a phase. Null when it is done (or was done already); a refusal when it surely is not, or nobody
    /// knows (<see cref="RefusalCode.Unavailable"/>).
    /// </summary>
    public async Task<Refusal?> TurnAsync(EventType type, UserId sender, Guid? phase)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (!await IsReadyAsync())
            {
                break;
            }

            if (State.Phase == phase)
            {
                return null;
            }

            if (type == EventType.Opened && State.Phase is not null)
            {
                return Refusal.Unavailable(RetryAfterMs);
            }

            if (type == EventType.Opened && State.BarredFor(sender) is { } barred)
            {
                return barred;
            }

            if (!log.Admits(threadId))
            {
                return Refusal.Overloaded(RetryAfterMs);
            }

            var lane = _lane;
            var outcome = await AppendAsync([State.TakeTurn(type, sender, phase, time.GetUtcNow())], phase);
            if (outcome == AppendOutcome.Stored)
            {
                return null;
            }

            if (!await ReloadAsync(lane))
            {
                break;
            }

            if (outcome == AppendOutcome.Overloaded)
            {
                return Refusal.Overloaded(RetryAfterMs);
            }
        }

        return Refusal.Unavailable(RetryAfterMs);
    }

    /// <summary>
    /// Stores events that were numbered this very moment, in the state that <see cref="IsReadyAsync"/> speaks of: all or
    /// none. What fails leaves a failed lane.
    /// </summary>
    public Task<AppendOutcome> StoreAsync(params ThreadEvent[] numbered) => AppendAsync(numbered, phase: null);

    /// <summary>Waits for what is under way under an id of a member's, whatever becomes of it.</summary>
    public async Task SettleAsync(UserId sender, string clientMessageId)
    {
        if (State.UnderWay(sender, clientMessageId) is { } seq && UnderWay(seq) is { } outcome)
        {
            await outcome.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Whether the state agrees with the log as far as it is known; reads it anew where it does not.</summary>
    public Task<bool> IsReadyAsync() => _lane.Failed ? ReloadAsync(_lane) : _reload ?? Task.FromResult(true);

    /// <summary>
    /// Asks the log whether it has gone further than this activation knows, as it has where another one was awake
    /// meanwhile. If so, what is speculative is given up. Whether the state agrees with the log again.
    /// </summary>
    public async Task<bool> CatchUpAsync()
    {
        var stored = await store.LoadAsync(threadId);
        if (stored is not null && stored.LastSeq > State.LastSeq)
        {
            _lane.Fail();
        }

        return await IsReadyAsync();
    }

    // What nearly every message is: one that is new, of a thread in order. Anything else goes the long way.
    private async Task<ImmutableArray<Result<SendAck>>> SendOneAsync(UserId sender, ImmutableArray<SendCommand> commands)
    {
        var lane = _lane;
        var message = State.TakeMessage(sender, commands[0], time.GetUtcNow());
        var outcome = await AppendAsync([message], phase: null);
        if (outcome == AppendOutcome.Stored)
        {
            return [ThreadState.Acknowledge(message, duplicate: false)];
        }

        var call = new SendCall(sender, commands);
        call.Try(0, message);
        if (!await ResolveAsync(call, outcome, lane, [message], [0]))
        {
            await _stored.LookUpAsync(call);
        }

        return await SendAllAsync(call);
    }

    private async Task<ImmutableArray<Result<SendAck>>> SendAllAsync(SendCall call)
    {
        if (!await _stored.FindTargetsAsync(call, State))
        {
            call.AnswerRest(Refusal.Unavailable(RetryAfterMs));
        }

        for (var round = 0; !call.IsDone; round++)
        {
            if (round == MaxRounds || !await IsReadyAsync())
            {
                call.AnswerRest(Refusal.Unavailable(RetryAfterMs));
                break;
            }

            await SendRoundAsync(call);
        }

        return call.Answers();
    }

    private async Task SendRoundAsync(SendCall call)
    {
        List<ThreadEvent> events = [];
        List<int> owners = [];
        Task? sameId = null;
        var lookUp = false;
        var admits = log.Admits(threadId);
        for (var i = 0; i < call.Commands.Length; i++)
        {
            if (call.IsDecided(i))
            {
                continue;
            }

            var command = call.Commands[i];
            var decision = State.Decide(call.Sender, command);
            switch (decision.Kind)
            {
                case SendDecisionKind.Answered:
                    call.Answer(i, decision.Answer);
                    break;
                case SendDecisionKind.UnderWay:
                    sameId = UnderWay(decision.Seq);
                    break;
                case SendDecisionKind.Inactive when call.LookedUp:
                    call.Answer(i, State.Inactive());
                    break;
                case SendDecisionKind.Inactive:
                    lookUp = true;
                    break;
                case SendDecisionKind.Append when !call.HasTarget(i) && call.LookedUp:
                    call.Answer(i, Refusal.MessageNotFound());
                    break;
                case SendDecisionKind.Append when !call.HasTarget(i):
                    lookUp = true;
                    break;
                case SendDecisionKind.Append when !call.HasUploads(i, State) && call.LookedUp:
                    call.Answer(i, Refusal.AttachmentNotFound());
                    break;
                case SendDecisionKind.Append when !call.HasUploads(i, State):
                    lookUp = true;
                    break;
                case SendDecisionKind.Append when !admits:
                    call.Answer(i, Refusal.Overloaded(RetryAfterMs));
                    break;
                case SendDecisionKind.Append when call.OneByOne && owners.Count > 0:
                    break;
                case SendDecisionKind.Append:
                    var message = State.TakeMessage(call.Sender, command, time.GetUtcNow(), call.UploadsOf(i));
                    call.Try(i, message);
                    events.Add(message);
                    owners.Add(i);
                    break;
            }
        }

        if (owners.Count > 0)
        {
            var lane = _lane;
            var outcome = await AppendAsync([.. events], phase: null);
            lookUp |= !await ResolveAsync(call, outcome, lane, events, owners);
        }

        if (lookUp)
        {
            await _stored.LookUpAsync(call);
        }
        else if (sameId is not null)
        {
            await sameId.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    // False when the undecided ids have to be looked up before another round.
    private async Task<bool> ResolveAsync(
        SendCall call, AppendOutcome outcome, AppendLane lane, List<ThreadEvent> events, List<int> owners)
    {
        switch (outcome)
        {
            case AppendOutcome.Stored:
                for (var i = 0; i < events.Count; i++)
                {
                    call.Answer(owners[i], ThreadState.Acknowledge(events[i], duplicate: false));
                }

                return true;
            case AppendOutcome.Invalid when events.Count == 1:
                call.Answer(owners[0], Refusal.InvalidArgument("text", "PostgreSQL can't store this text."));
                break;
            case AppendOutcome.Invalid:
                call.OneByOne = true;
                break;
            case AppendOutcome.Overloaded:
                foreach (var owner in owners)
                {
                    call.Answer(owner, Refusal.Overloaded(RetryAfterMs));
                }

                if (call.IsDone)
                {
                    // The lane may have to wait for what is in doubt before it; the next call reloads.
                    return true;
                }

                break;
        }

        call.LookedUp = false;
        await ReloadAsync(lane);
        return call.IsDone;
    }

    private async Task<AppendOutcome> AppendAsync(ThreadEvent[] events, Guid? phase)
    {
        // Until the commit, and what follows it at once: the fan-out.
        using var span = GrainTrace.Recorded is null ? null : GrainTrace.Source.StartActivity("append");
        span?.SetTag("chat.thread.id", threadId.ToString()).SetTag("chat.seq", events[0].Seq).SetTag("chat.events", events.Length);
        var task = log.AppendAsync(_lane, events, phase);
        _underWay.Enqueue((events[^1].Seq, task));
        var outcome = await task;
        span?.SetTag("chat.outcome", outcome.ToString());
        if (outcome == AppendOutcome.Stored)
        {
            // A reload may have come in between: the lane had settled before this went on.
            if (_underWay.TryPeek(out var oldest) && ReferenceEquals(oldest.Outcome, task))
            {
                _underWay.Dequeue();
            }

            foreach (var e in events)
            {
                State.Commit(e);
                committed(e);
            }
        }

        return outcome;
    }

    private Task? UnderWay(long seq)
    {
        foreach (var (lastSeq, outcome) in _underWay)
        {
            if (lastSeq >= seq)
            {
                return outcome;
            }
        }

        return null;
    }

    // One reload a failed lane, for all who wait; only once everything of the lane has settled.
    private Task<bool> ReloadAsync(AppendLane failed) =>
        ReferenceEquals(_lane, failed) ? _reload ??= ReloadOnceAsync(failed) : _reload ?? Task.FromResult(true);

    private async Task<bool> ReloadOnceAsync(AppendLane failed)
    {
        // The caller keeps this task before it can end.
        await Task.Yield();
        await failed.Settled;
        try
        {
            var known = State.CommittedSeq;
            var snapshot = await store.LoadToWriteAsync(threadId);
            if (snapshot is null)
            {
                return false;
            }

            _underWay.Clear();
            State.Reset(snapshot);
            _lane = new AppendLane();
            if (snapshot.LastSeq > known)
            {
                Overtaken?.Invoke();
            }

            return true;
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            // The lane stays failed: the next call tries again.
            return false;
        }
        finally
        {
            _reload = null;
        }
    }
}
