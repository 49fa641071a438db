using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Delivery;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Users;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>One conversation. Thin: the rules are in <see cref="ThreadState"/>, the steps in the classes it holds.</summary>
internal sealed partial class ThreadGrain : Grain, IThreadGrain
{
    private const int RetryAfterMs = 500;

    private readonly ThreadStore _store;
    private readonly MemberStore _members;
    private readonly ChangeStore _changeStore;
    private readonly ClearStore _clearStore;
    private readonly ConversationOptions _options;
    private readonly IMessageLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger<ThreadGrain> _logger;
    private readonly ThreadAudience _audience;
    private readonly ThreadAppender _appender;
    private readonly ThreadTyping _typing;
    private readonly ThreadId _id;
    private IGrainTimer? _typingTimer;

    // Null for an id that no thread has.
    private ThreadOpening? _opening;
    private ThreadReceipts? _receipts;
    private ThreadBarring? _barring;
    private ThreadChanges? _changes;

    public ThreadGrain(
        IMessageLog log,
        ThreadStore store,
        MemberStore members,
        ChangeStore changeStore,
        ClearStore clearStore,
        IGatewayOutbox outbox,
        IOptions<ConversationOptions> options,
        TimeProvider time,
        ILogger<ThreadGrain> logger)
    {
        _id = new ThreadId(this.GetPrimaryKey());
        _log = log;
        _store = store;
        _members = members;
        (_changeStore, _clearStore) = (changeStore, clearStore);
        _options = options.Value;
        _time = time;
        _logger = logger;
        _audience = new ThreadAudience(outbox);
        _typing = new ThreadTyping(_id, _audience, time);
        _appender = new ThreadAppender(_id, log, store, time, Publish)
        {
            Overtaken = () => _audience.AnnounceHead(_id, _appender!.State.CommittedSeq),
        };
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Orleans runs an activation's first synchronous steps under the activation's lock, and sending takes the
        // receiver's: two grains that call each other while both are being activated would wait for ever.
        await Task.Yield();
        if (!await _appender.LoadAsync())
        {
            return;
        }

        var state = _appender.State;
        _receipts = new ThreadReceipts(_appender, _audience, _log, _store);
        _changes = new ThreadChanges(
            _id, _appender, _receipts, _log, _changeStore, _clearStore, _options, _time, LearnRoutesAsync);
        _opening = new ThreadOpening(
            _id,
            _appender,
            new ThreadClaims(_id, state, _audience, GrainFactory, _time),
            new ThreadCooldown(_id, _members, _options.ReopenCooldown, _time),
            _time);
        _barring = new ThreadBarring(_id, _appender, _opening, _members);
        if (state.Phase is not null)
        {
            await LearnRoutesAsync();

            // The last life may have ended between the event and the claims.
            this.AsReference<IThreadGrain>().ReconcileAsync().Ignore();
        }
    }

    public async Task<Result<OpenStep>> OpenAsync(UserId caller, bool closeCurrent) =>
        Stranger(caller) ?? await ShowAsync(caller, _appender.State.LastSeq, await _opening!.OpenAsync(caller, closeCurrent));

    public async Task<Result<OpenStep>> CommitOpenAsync(UserId caller, Guid attemptId) =>
        Stranger(caller) ?? await ShowAsync(caller, _appender.State.LastSeq, await _opening!.CommitAsync(caller, attemptId));

    public Task AbortOpenAsync(Guid attemptId) => _opening?.AbortAsync(attemptId) ?? Task.CompletedTask;

    public async Task<Result<ThreadView>> CloseAsync(UserId caller)
    {
        if (Stranger(caller) is { } stranger)
        {
            return stranger;
        }

        if (_appender.State.Phase is null && await TryReconcileAsync() is { } unavailable)
        {
            return unavailable;
        }

        var wasActive = _appender.State.Phase is not null;
        return await _opening!.CloseAsync(caller) is { } refusal ? refusal : await ViewAsync(caller, push: wasActive);
    }

    // Interleaves: with several sends of a thread under way, each would otherwise wait for the commit of the one before.
    public Task<ImmutableArray<Result<SendAck>>> SendAsync(UserId sender, ImmutableArray<SendCommand> commands) =>
        Stranger(sender) is { } stranger
            ? Task.FromResult<ImmutableArray<Result<SendAck>>>([.. commands.Select(_ => (Result<SendAck>)stranger)])
            : _appender.SendAsync(sender, commands);

    // Interleaves: it reads the log and changes nothing here.
    public async Task<Result<SendAck>> FindSentAsync(UserId sender, SendCommand command, Refusal refusal) =>
        Stranger(sender) ?? await _appender.Stored.FindAsync(sender, command, refusal);

    // Interleaves: a change must not wait for an opening, nor sends for a change.
    public async Task<Result<SendAck>> ChangeAsync(UserId sender, ChangeCommand command) =>
        Stranger(sender) ?? await _changes!.ChangeAsync(sender, command);

    // Interleaves: as a change does.
    public async Task<Result<ClearedMessages>> ClearAsync(ClearCommand command) =>
        _changes is null ? Unknown() : await _changes.ClearAsync(command);

    // Interleaves: it reads the log and changes nothing here.
    public async Task<Result<SendAck>> FindChangedAsync(UserId sender, ChangeCommand command, Refusal refusal) =>
        Stranger(sender) ?? await _changes!.FindAsync(sender, command, refusal);

    // Interleaves: a mark must not wait for an opening, nor sends for a mark.
    public async Task<Result<Watermarks>> MarkAsync(UserId caller, long deliveredSeq, long readSeq) =>
        Stranger(caller) ?? await _receipts!.MarkAsync(caller, deliveredSeq, readSeq);

    // Interleaves: as marking does.
    public Task ImplyDeliveredAsync(UserId caller, long deliveredSeq) =>
        Stranger(caller) is null ? _receipts!.ImplyAsync(caller, deliveredSeq) : Task.CompletedTask;

    // Interleaves: typing must not wait behind commits.
    public Task<Result<Nothing>> SetTypingAsync(UserId caller, bool typing)
    {
        if (Stranger(caller) is { } stranger)
        {
            return Task.FromResult<Result<Nothing>>(stranger);
        }

        if (_appender.State.Phase is null)
        {
            return Task.FromResult<Result<Nothing>>(_appender.State.Inactive());
        }

        _typing.Set(caller, _appender.State.PeerOf(caller), typing);
        ScheduleTypingEnd();
        return Task.FromResult<Result<Nothing>>(Nothing.Value);
    }

    // Interleaves: Sync waits for it, and an opening may take seconds.
    public Task SetRouteAsync(UserId member, Route route)
    {
        if (_opening is not null && _appender.State.IsMember(member))
        {
            _audience.SetRoute(member, route);
        }

        return Task.CompletedTask;
    }

    public Task<Result<ThreadView>> ArchiveAsync(UserId caller, bool archived) =>
        SetAsync(caller, () => _store.ArchiveAsync(_id, caller, archived));

    public async Task ReconcileAsync()
    {
        if (_opening is null)
        {
            return;
        }

        // The log is the truth: a woken activation may be behind it.
        await _appender.CatchUpAsync();
        var before = _appender.State.LastSeq;
        await _opening.ReconcileAsync();
        if (_appender.State.LastSeq > before)
        {
            await ViewAsync(_appender.State.Low, push: true);
        }
    }

    public async Task<Result<Nothing>> EnforceAsync()
    {
        if (_barring is null)
        {
            return Unknown();
        }

        try
        {
            var (changed, refused) = await _barring.EnforceAsync();
            foreach (var member in changed)
            {
                await TellAsync(member);

                // What a blocked person wrote is not unread.
                await _receipts!.TellUnreadAsync(member);
            }

            return refused is null ? Nothing.Value : refused;
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }
    }

    public Task<Result<ThreadView>> MuteAsync(UserId caller, DateTimeOffset? until) =>
        SetAsync(caller, () => _members.MuteAsync(_id, caller, until));

    public async Task<Result<SendAck>> PostSystemAsync(SendCommand command)
    {
        if (_opening is null)
        {
            return Unknown();
        }

        try
        {
            return await new ThreadSystemMessages(_id, _appender, _log, _store, _time).PostAsync(command);
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }
    }

    public async Task<Result<Nothing>> CloseForHostAsync()
    {
        if (_opening is null)
        {
            return Unknown();
        }

        if (_appender.State.Phase is null && await TryReconcileAsync() is { } unavailable)
        {
            return unavailable;
        }

        if (_appender.State.Phase is null)
        {
            return Nothing.Value;
        }

        if (await _opening.CloseAsync(UserId.System) is { } refusal)
        {
            return refusal;
        }

        await ViewAsync(_appender.State.Low, push: true);
        return Nothing.Value;
    }

    // What a member sets for themselves: stored, and then told to their devices.
    private async Task<Result<ThreadView>> SetAsync(UserId caller, Func<Task> store)
    {
        if (Stranger(caller) is { } stranger)
        {
            return stranger;
        }

        try
        {
            await store();
            return await TellAsync(caller);
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }
    }

    // An earlier closing may have ended between the event and the release of the claims.
    private async Task<Refusal?> TryReconcileAsync()
    {
        try
        {
            await ReconcileAsync();
            return null;
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }
    }

    private Refusal? Stranger(UserId caller) =>
        _opening is null ? Unknown()
        : _appender.State.IsMember(caller) ? null
        : Refusal.NotAMember();

    // Ids that no thread has must not gather activations.
    private Refusal Unknown()
    {
        DeactivateOnIdle();
        return Refusal.ThreadNotFound();
    }

    private void Publish(ThreadEvent e)
    {
        if (e.Type is EventType.Message or EventType.Opened or EventType.Closed)
        {
            _typing.EndSilently(e.SenderId);
        }

        _audience.Publish(e);
    }

    private async Task<Result<OpenStep>> ShowAsync(UserId caller, long seqBefore, OpenStep step)
    {
        if (step.Refused is not null || step.CloseFirst is not null)
        {
            return step;
        }

        var view = await ViewAsync(caller, push: _appender.State.LastSeq > seqBefore);
        return view.Ok ? step with { Opened = view.Value } : view.Error;
    }

    private async Task<Result<ThreadView>> ViewAsync(UserId caller, bool push)
    {
        try
        {
            var views = await _store.ReadViewsAsync(_id);
            if (push)
            {
                foreach (var (member, view) in views)
                {
                    _audience.PostTo(member, new ThreadChangedItem { Recipient = member, Thread = view });
                }
            }

            return views[caller];
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            LogViewUnavailable(e, _id);
            return Refusal.Unavailable(RetryAfterMs);
        }
    }

    // To one member's devices, which an inactive thread does not know the way to.
    private async Task<ThreadView> TellAsync(UserId member)
    {
        await LearnRouteAsync(member);
        var view = (await _store.ReadViewsAsync(_id))[member];
        _audience.PostTo(member, new ThreadChangedItem { Recipient = member, Thread = view });
        return view;
    }

    private Task LearnRoutesAsync() =>
        Task.WhenAll(LearnRouteAsync(_appender.State.Low), LearnRouteAsync(_appender.State.High));

    private async Task LearnRouteAsync(UserId member) =>
        _audience.SetRoute(member, await GrainFactory.GetGrain<IUserGrain>(member.Value).GetRouteAsync());

    private void ScheduleTypingEnd()
    {
        _typingTimer?.Dispose();
        _typingTimer = null;
        if (_typing.NextEnd is { } end)
        {
            var due = end - _time.GetUtcNow();
            _typingTimer = this.RegisterGrainTimer(
                EndTyping,
                new GrainTimerCreationOptions(due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan)
                {
                    Interleave = true,
                });
        }
    }

    private Task EndTyping(CancellationToken cancellationToken)
    {
        _typing.Expire(_appender.State);
        ScheduleTypingEnd();
        return Task.CompletedTask;
    }
}
