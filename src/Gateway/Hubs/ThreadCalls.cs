using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Hubs.Answers;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>The hub's calls to threads, repeated while a silo is away: each of them is idempotent.</summary>
internal sealed class ThreadCalls
{
    private readonly IGrainFactory _grains;
    private readonly GrainCalls _calls;
    private readonly PeerWatch _peers;

    public ThreadCalls(IGrainFactory grains, GrainCalls calls, PeerWatch peers)
    {
        _grains = grains;
        _calls = calls;
        _peers = peers;
    }

    public async Task<Result<ThreadView>> OpenAsync(ChatConnection connection, string with, bool closeCurrent)
    {
        var result = await _calls.LongCommandAsync(
            () => _grains.GetGrainFor<IThreadDirectoryGrain>(connection.UserId).OpenAsync(connection.UserId, with, closeCurrent),
            CancellationToken.None);
        if (!result.Ok)
        {
            return result.Error;
        }

        _peers.Follow(connection, result.Value.Thread);
        return result.Value.Thread;
    }

    public Task<Result<ThreadView>> CloseAsync(ChatConnection connection, ThreadId threadId) =>
        _calls.LongCommandAsync(() => Thread(threadId).CloseAsync(connection.UserId), CancellationToken.None);

    public Task<Result<ThreadView>> ArchiveAsync(ChatConnection connection, ThreadId threadId, bool archived) =>
        _calls.CommandAsync(() => Thread(threadId).ArchiveAsync(connection.UserId, archived), CancellationToken.None);

    /// <summary>The answer of a message that may have been stored before, or the refusal.</summary>
    public Task<Result<SendAck>> FindSentAsync(
        ChatConnection connection, ThreadId threadId, SendCommand command, Refusal refusal) =>
        _calls.ReadAsync(
            () => Thread(threadId).FindSentAsync(connection.UserId, command, refusal), CancellationToken.None);

    /// <summary>Changes a message, after what the connection has changed before.</summary>
    public Task<Result<SendAck>> ChangeAsync(ChatConnection connection, ThreadId threadId, ChangeCommand command) =>
        connection.Changes.RunAsync(() => _calls.CommandAsync(
            () => Thread(threadId).ChangeAsync(connection.UserId, command), CancellationToken.None));

    /// <summary>The answer of a change that may have been stored before, or the refusal.</summary>
    public Task<Result<SendAck>> FindChangedAsync(
        ChatConnection connection, ThreadId threadId, ChangeCommand command, Refusal refusal) =>
        _calls.ReadAsync(
            () => Thread(threadId).FindChangedAsync(connection.UserId, command, refusal), CancellationToken.None);

    public Task<Result<HistoryPage>> GetHistoryAsync(ChatConnection connection, ThreadId threadId, HistoryQuery query) =>
        _calls.ReadAsync(
            () => _grains.GetGrainFor<IThreadReaderGrain>(connection.UserId).GetHistoryAsync(connection.UserId, threadId, query),
            CancellationToken.None);

    public async Task<Result<DeliveredAnswer>> MarkDeliveredAsync(ChatConnection connection, ThreadId threadId, long seq)
    {
        var marks = await MarkAsync(connection.UserId, threadId, seq, readSeq: 0);
        return marks.Ok ? new DeliveredAnswer { DeliveredSeq = marks.Value.DeliveredSeq } : marks.Error;
    }

    public async Task<Result<ReadAnswer>> MarkReadAsync(ChatConnection connection, ThreadId threadId, long seq)
    {
        var marks = await MarkAsync(connection.UserId, threadId, seq, seq);
        return marks.Ok ? new ReadAnswer { ReadSeq = marks.Value.ReadSeq, Unread = marks.Value.Unread } : marks.Error;
    }

    public Task<Result<Nothing>> SetTypingAsync(ChatConnection connection, ThreadId threadId, bool typing)
    {
        connection.SetTyping(threadId, typing);
        return _calls.OnceAsync(
            () => Thread(threadId).SetTypingAsync(connection.UserId, typing), CancellationToken.None);
    }

    public Task<Result<ThreadView>> MuteAsync(ChatConnection connection, ThreadId threadId, DateTimeOffset? until) =>
        _calls.CommandAsync(() => Thread(threadId).MuteAsync(connection.UserId, until), CancellationToken.None);

    private Task<Result<Watermarks>> MarkAsync(UserId userId, ThreadId threadId, long deliveredSeq, long readSeq) =>
        _calls.CommandAsync(() => Thread(threadId).MarkAsync(userId, deliveredSeq, readSeq), CancellationToken.None);

    private IThreadGrain Thread(ThreadId threadId) => _grains.GetGrain<IThreadGrain>(threadId.Value);
}
