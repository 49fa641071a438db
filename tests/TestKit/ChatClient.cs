using System.Text.Json;

namespace ChatOrleans.TestKit;

/// <summary>One connection of one user, in the words of the contract.</summary>
public sealed class ChatClient : IAsyncDisposable
{
    private ChatClient(HubConnection hub) => Hub = hub;

    /// <summary>The connection underneath.</summary>
    public HubConnection Hub { get; }

    /// <summary>Everything the server pushed.</summary>
    public PushLog Pushes => Hub.Pushes;

    /// <summary>Connects with an access token or a ticket in the header, or with a ticket in the query.</summary>
    public static async Task<ChatClient> ConnectAsync(Uri server, string credential, bool inQuery = false)
    {
        var address = new UriBuilder(new Uri(server, "/hubs/chat")) { Scheme = "ws" };
        if (inQuery)
        {
            address.Query = "access_token=" + Uri.EscapeDataString(credential);
        }

        return new ChatClient(await HubConnection.ConnectAsync(address.Uri, inQuery ? null : credential));
    }

    /// <summary>Calls a hub method and reads the result envelope; SignalR's own invocation error fails the test.</summary>
    public async Task<Answer<T>> CallAsync<T>(string method, object argument)
        where T : class
    {
        var completion = await Hub.InvokeAsync(method, argument);
        return completion.Error is null
            ? Wire.Read<Answer<T>>((JsonElement)completion.Result!)
            : throw new ExpectationException($"{method} ended in an invocation error: {completion.Error}");
    }

    /// <summary>Catches up.</summary>
    public Task<Answer<SyncShape>> SyncAsync(
        IReadOnlyDictionary<string, long>? cursors = null, string? epoch = null, string? page = null) =>
        CallAsync<SyncShape>("Sync", new { epoch, cursors = cursors ?? new Dictionary<string, long>(), page });

    /// <summary>Opens the thread with somebody, named by handle or user id.</summary>
    public Task<Answer<ThreadShape>> OpenThreadAsync(string with, bool? closeCurrent = null) =>
        CallAsync<ThreadShape>("OpenThread", new { with, closeCurrent });

    /// <summary>Ends a thread's active phase.</summary>
    public Task<Answer<ThreadShape>> CloseThreadAsync(string threadId) =>
        CallAsync<ThreadShape>("CloseThread", new { threadId });

    /// <summary>Sends a message.</summary>
    public Task<Answer<AckShape>> SendAsync(string threadId, string clientMessageId, string text, long? replyTo = null) =>
        CallAsync<AckShape>("SendMessage", new { threadId, clientMessageId, text, replyTo });

    /// <summary>Sends a message that comes with uploads.</summary>
    public Task<Answer<AckShape>> SendFilesAsync(string threadId, string clientMessageId, string? text, params string[] uploads) =>
        CallAsync<AckShape>(
            "SendMessage",
            new { threadId, clientMessageId, text, attachments = uploads.Select(attachmentId => new { attachmentId }) });

    /// <summary>Gives a message another text.</summary>
    public Task<Answer<AckShape>> EditAsync(string threadId, string clientMessageId, long targetSeq, string text) =>
        CallAsync<AckShape>("EditMessage", new { threadId, clientMessageId, targetSeq, text });

    /// <summary>Deletes a message.</summary>
    public Task<Answer<AckShape>> DeleteAsync(string threadId, string clientMessageId, long targetSeq) =>
        CallAsync<AckShape>("DeleteMessage", new { threadId, clientMessageId, targetSeq });

    /// <summary>Reacts to a message, or withdraws that.</summary>
    public Task<Answer<AckShape>> ReactAsync(
        string threadId, string clientMessageId, long targetSeq, string emoji, bool added = true) =>
        CallAsync<AckShape>("React", new { threadId, clientMessageId, targetSeq, emoji, added });

    /// <summary>Reads a page of messages.</summary>
    public Task<Answer<HistoryShape>> HistoryAsync(
        string threadId, long? before = null, long? after = null, long? around = null, int? limit = null) =>
        CallAsync<HistoryShape>("GetHistory", new { threadId, before, after, around, limit });

    /// <summary>Puts a thread away, or brings it back.</summary>
    public Task<Answer<ThreadShape>> ArchiveThreadAsync(string threadId, bool archived) =>
        CallAsync<ThreadShape>("ArchiveThread", new { threadId, archived });

    /// <summary>Searches in one's own messages.</summary>
    public Task<Answer<SearchShape>> SearchAsync(string query, string? threadId = null, int? limit = null, string? cursor = null) =>
        CallAsync<SearchShape>("SearchMessages", new { query, threadId, limit, cursor });

    /// <summary>Raises the delivered watermark.</summary>
    public Task<Answer<DeliveredShape>> MarkDeliveredAsync(string threadId, long seq) =>
        CallAsync<DeliveredShape>("MarkDelivered", new { threadId, seq });

    /// <summary>Raises the read watermark.</summary>
    public Task<Answer<ReadShape>> MarkReadAsync(string threadId, long seq) =>
        CallAsync<ReadShape>("MarkRead", new { threadId, seq });

    /// <summary>Shows or hides typing.</summary>
    public Task<Answer<EmptyShape>> SetTypingAsync(string threadId, bool typing) =>
        CallAsync<EmptyShape>("SetTyping", new { threadId, typing });

    /// <summary>Replaces the list of those whose presence is watched.</summary>
    public Task<Answer<WatchShape>> WatchPresenceAsync(params string[] userIds) =>
        CallAsync<WatchShape>("WatchPresence", new { userIds });

    /// <summary>Mutes a thread, for good where no time is named, or takes that back.</summary>
    public Task<Answer<ThreadShape>> MuteThreadAsync(string threadId, bool muted, DateTimeOffset? until = null) =>
        CallAsync<ThreadShape>("MuteThread", new { threadId, muted, until });

    /// <summary>Blocks somebody, or takes that back.</summary>
    public Task<Answer<EmptyShape>> BlockUserAsync(string userId, bool blocked) =>
        CallAsync<EmptyShape>("BlockUser", new { userId, blocked });

    /// <summary>Reports somebody.</summary>
    public Task<Answer<ReportShape>> ReportUserAsync(
        string userId, string reason, string? threadId = null, long? seq = null, string? text = null) =>
        CallAsync<ReportShape>("ReportUser", new { userId, threadId, seq, reason, text });

    /// <summary>Sets whether others see when the caller is there.</summary>
    public Task<Answer<SettingsShape>> SetPrivacyAsync(bool sharePresence) =>
        CallAsync<SettingsShape>("SetPrivacy", new { sharePresence });

    /// <summary>Waits for the event with this seq of a thread.</summary>
    public Task<EventShape> ExpectEventAsync(string threadId, long seq) =>
        Pushes.ExpectAsync<EventShape>("Event", pushed => pushed.ThreadId == threadId && pushed.Seq == seq);

    /// <summary>Waits for the view of a thread that has just opened or closed.</summary>
    public Task<ThreadShape> ExpectThreadChangedAsync(string threadId, bool active) =>
        Pushes.ExpectAsync<ThreadShape>("ThreadChanged", thread => thread.ThreadId == threadId && thread.Active == active);

    /// <summary>Breaks the connection off without a word.</summary>
    public void Abort() => Hub.Abort();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
