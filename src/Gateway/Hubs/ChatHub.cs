using ChatOrleans.Gateway.Hubs.Answers;
using ChatOrleans.Gateway.Hubs.Requests;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Search;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>The hub of the wire contract: reads the argument, calls, answers. The names of its methods are the contract's.</summary>
internal sealed class ChatHub : Hub<IChatClient>
{
    private readonly ThreadCalls _threads;
    private readonly CatchUp _catchUp;
    private readonly PresenceCalls _presence;
    private readonly PeopleCalls _people;
    private readonly SearchCalls _search;
    private readonly ISendLimiter _sendLimit;
    private readonly IOpeningLimiter _openingLimit;

    public ChatHub(
        ThreadCalls threads,
        CatchUp catchUp,
        PresenceCalls presence,
        PeopleCalls people,
        SearchCalls search,
        ISendLimiter sendLimit,
        IOpeningLimiter openingLimit)
    {
        _threads = threads;
        _catchUp = catchUp;
        _presence = presence;
        _people = people;
        _search = search;
        _sendLimit = sendLimit;
        _openingLimit = openingLimit;
    }

    private ChatConnection Connection => Context.Features.Get<ChatConnection>()!;

    /// <summary>Returns once pushes find the connection: SignalR answers no call before.</summary>
    public override Task OnConnectedAsync() => _presence.ConnectAsync(Connection);

    [HubMethodName("Sync")]
    public Task<Result<SyncAnswer>> SyncAsync(SyncRequest? request) =>
        SyncRequest.TryRead(request, out var query, out var refusal)
            ? _catchUp.SyncAsync(Connection, query)
            : Refused<SyncAnswer>(refusal);

    [HubMethodName("OpenThread")]
    public Task<Result<ThreadView>> OpenThreadAsync(OpenThreadRequest? request) =>
        !OpenThreadRequest.TryRead(request, out var with, out var closeCurrent, out var refusal)
            ? Refused<ThreadView>(refusal)
            : !Connection.IsExempt && !_openingLimit.TryTake(Connection.UserId, with, out var retryAfterMs)
                ? Refused<ThreadView>(Refusal.RateLimited(retryAfterMs))
                : _threads.OpenAsync(Connection, with, closeCurrent);

    [HubMethodName("CloseThread")]
    public Task<Result<ThreadView>> CloseThreadAsync(CloseThreadRequest? request) =>
        CloseThreadRequest.TryRead(request, out var threadId, out var refusal)
            ? _threads.CloseAsync(Connection, threadId)
            : Refused<ThreadView>(refusal);

    [HubMethodName("ArchiveThread")]
    public Task<Result<ThreadView>> ArchiveThreadAsync(ArchiveThreadRequest? request) =>
        ArchiveThreadRequest.TryRead(request, out var threadId, out var archived, out var refusal)
            ? _threads.ArchiveAsync(Connection, threadId, archived)
            : Refused<ThreadView>(refusal);

    /// <summary>Takes the message before it first waits, so that the thread gets messages in the connection's order.</summary>
    [HubMethodName("SendMessage")]
    public Task<Result<SendAck>> SendMessageAsync(SendMessageRequest? request)
    {
        if (!SendMessageRequest.TryRead(request, out var threadId, out var command, out var refusal))
        {
            return Refused<SendAck>(refusal);
        }

        var connection = Connection;
        return _sendLimit.OverLimit(connection.UserId, connection.IsExempt, out var mayLookUp) is not { } overLimit
            ? connection.Sends.SendAsync(threadId, command)
            : mayLookUp
                ? _threads.FindSentAsync(connection, threadId, command, overLimit)
                : Refused<SendAck>(overLimit);
    }

    [HubMethodName("EditMessage")]
    public Task<Result<SendAck>> EditMessageAsync(EditMessageRequest? request) =>
        EditMessageRequest.TryRead(request, out var threadId, out var command, out var refusal)
            ? ChangeAsync(threadId, command)
            : Refused<SendAck>(refusal);

    [HubMethodName("DeleteMessage")]
    public Task<Result<SendAck>> DeleteMessageAsync(DeleteMessageRequest? request) =>
        DeleteMessageRequest.TryRead(request, out var threadId, out var command, out var refusal)
            ? ChangeAsync(threadId, command)
            : Refused<SendAck>(refusal);

    [HubMethodName("React")]
    public Task<Result<SendAck>> ReactAsync(ReactRequest? request) =>
        ReactRequest.TryRead(request, out var threadId, out var command, out var refusal)
            ? ChangeAsync(threadId, command)
            : Refused<SendAck>(refusal);

    [HubMethodName("GetHistory")]
    public Task<Result<HistoryPage>> GetHistoryAsync(GetHistoryRequest? request) =>
        GetHistoryRequest.TryRead(request, out var threadId, out var query, out var refusal)
            ? _threads.GetHistoryAsync(Connection, threadId, query)
            : Refused<HistoryPage>(refusal);

    [HubMethodName("SearchMessages")]
    public Task<Result<SearchPage>> SearchMessagesAsync(SearchMessagesRequest? request) =>
        SearchMessagesRequest.TryRead(request, out var query, out var refusal)
            ? _search.SearchAsync(Connection, query)
            : Refused<SearchPage>(refusal);

    [HubMethodName("MarkDelivered")]
    public Task<Result<DeliveredAnswer>> MarkDeliveredAsync(MarkRequest? request) =>
        MarkRequest.TryRead(request, out var threadId, out var seq, out var refusal)
            ? _threads.MarkDeliveredAsync(Connection, threadId, seq)
            : Refused<DeliveredAnswer>(refusal);

    [HubMethodName("MarkRead")]
    public Task<Result<ReadAnswer>> MarkReadAsync(MarkRequest? request) =>
        MarkRequest.TryRead(request, out var threadId, out var seq, out var refusal)
            ? _threads.MarkReadAsync(Connection, threadId, seq)
            : Refused<ReadAnswer>(refusal);

    [HubMethodName("SetTyping")]
    public Task<Result<Nothing>> SetTypingAsync(SetTypingRequest? request) =>
        SetTypingRequest.TryRead(request, out var threadId, out var typing, out var refusal)
            ? _threads.SetTypingAsync(Connection, threadId, typing)
            : Refused<Nothing>(refusal);

    [HubMethodName("WatchPresence")]
    public Task<Result<PresenceAnswer>> WatchPresenceAsync(WatchPresenceRequest? request) =>
        WatchPresenceRequest.TryRead(request, out var userIds, out var refusal)
            ? _presence.WatchAsync(Connection, userIds)
            : Refused<PresenceAnswer>(refusal);

    [HubMethodName("MuteThread")]
    public Task<Result<ThreadView>> MuteThreadAsync(MuteThreadRequest? request) =>
        MuteThreadRequest.TryRead(request, out var threadId, out var until, out var refusal)
            ? _threads.MuteAsync(Connection, threadId, until)
            : Refused<ThreadView>(refusal);

    [HubMethodName("BlockUser")]
    public Task<Result<Nothing>> BlockUserAsync(BlockUserRequest? request) =>
        !BlockUserRequest.TryRead(request, out var userId, out var blocked, out var refusal)
            ? Refused<Nothing>(refusal)
            : !Connection.IsExempt && !_openingLimit.TryTake(Connection.UserId, userId.ToString(), out var retryAfterMs)
                ? Refused<Nothing>(Refusal.RateLimited(retryAfterMs))
                : _people.BlockAsync(Connection, userId, blocked);

    [HubMethodName("ReportUser")]
    public Task<Result<ReportAnswer>> ReportUserAsync(ReportUserRequest? request) =>
        ReportUserRequest.TryRead(request, out var report, out var refusal)
            ? _people.ReportAsync(Connection, report)
            : Refused<ReportAnswer>(refusal);

    [HubMethodName("SetPrivacy")]
    public Task<Result<UserSettings>> SetPrivacyAsync(SetPrivacyRequest? request) =>
        SetPrivacyRequest.TryRead(request, out var sharePresence, out var refusal)
            ? _people.SetPrivacyAsync(Connection, sharePresence)
            : Refused<UserSettings>(refusal);

    private Task<Result<SendAck>> ChangeAsync(ThreadId threadId, ChangeCommand command)
    {
        var connection = Connection;
        return _sendLimit.OverLimit(connection.UserId, connection.IsExempt, out var mayLookUp) is not { } overLimit
            ? _threads.ChangeAsync(connection, threadId, command)
            : mayLookUp
                ? _threads.FindChangedAsync(connection, threadId, command, overLimit)
                : Refused<SendAck>(overLimit);
    }

    private static Task<Result<T>> Refused<T>(Refusal refusal)
        where T : class =>
        Task.FromResult<Result<T>>(refusal);
}
