using ChatOrleans.Gateway.Hubs.Answers;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Gateway.Sending;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>The hub's calls to threads, repeated while a silo is away: each of them is idempotent.</summary>
internal sealed class ThreadCalls
{
    private readonly IGrainFactory _grains;
    private readonly Attempts _attempts;
    private readonly PeerWatch _peers;
    private readonly IThreadDirectoryGrain _directory;
    private readonly IThreadReaderGrain _reader;

    public ThreadCalls(IGrainFactory grains, Attempts attempts, PeerWatch peers)
    {
        _grains = grains;
        _attempts = attempts;
        _peers = peers;
        _directory = grains.GetGrain<IThreadDirectoryGrain>(0);
        _reader = grains.GetGrain<IThreadReaderGrain>(0);
    }

    public async Task<Result<ThreadView>> OpenAsync(ChatConnection connection, string with, bool closeCurrent)
    {
        var result = await _attempts.RunAsync(
            (Directory: _directory, connection.UserId, With: with, CloseCurrent: closeCurrent),
            static call => call.Directory.OpenAsync(call.UserId, call.With, call.CloseCurrent),
            Attempts.EachLong);
        if (!result.Ok)
        {
            return result.Error;
        }

        _peers.Follow(connection, result.Value.Thread);
        return result.Value.Thread;
    }

    public Task<Result<ThreadView>> CloseAsync(ChatConnection connection, ThreadId threadId) =>
        _attempts.RunAsync(
            (Thread: Thread(threadId), connection.UserId),
            static call => call.Thread.CloseAsync(call.UserId),
            Attempts.EachLong);

    /// <summary>The answer of a message that may have been stored before, or the refusal.</summary>
    public Task<Result<SendAck>> FindSentAsync(
        ChatConnection connection, ThreadId threadId, SendCommand command, Refusal refusal) =>
        _attempts.RunAsync(
            (Thread: Thread(threadId), connection.UserId, Command: command, Refusal: refusal),
            static call => call.Thread.FindSentAsync(call.UserId, call.Command, call.Refusal));

    public Task<Result<HistoryPage>> GetHistoryAsync(ChatConnection connection, ThreadId threadId, HistoryQuery query) =>
        _attempts.RunAsync(
            (Reader: _reader, connection.UserId, ThreadId: threadId, Query: query),
            static call => call.Reader.GetHistoryAsync(call.UserId, call.ThreadId, call.Query));

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
        return _attempts.RunAsync(
            (Thread: Thread(threadId), connection.UserId, Typing: typing),
            static call => call.Thread.SetTypingAsync(call.UserId, call.Typing));
    }

    private Task<Result<Watermarks>> MarkAsync(UserId userId, ThreadId threadId, long deliveredSeq, long readSeq) =>
        _attempts.RunAsync(
            (Thread: Thread(threadId), UserId: userId, Delivered: deliveredSeq, Read: readSeq),
            static call => call.Thread.MarkAsync(call.UserId, call.Delivered, call.Read));

    private IThreadGrain Thread(ThreadId threadId) => _grains.GetGrain<IThreadGrain>(threadId.Value);
}
