using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Http;

/// <summary>Messages without a connection. What changes something carries an id of the caller's own, so that it can be repeated.</summary>
public sealed class MessageCalls
{
    private readonly SessionWire _wire;

    internal MessageCalls(SessionWire wire) => _wire = wire;

    /// <summary>A page of messages, ascending; at most one of the positions, without one the newest page.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="before">Below this <c>seq</c>.</param>
    /// <param name="after">Above this <c>seq</c>.</param>
    /// <param name="around">Both sides of this <c>seq</c>, itself included.</param>
    /// <param name="limit">1 to 100.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<HistoryPage> GetHistoryAsync(string threadId, long? before = null, long? after = null, long? around = null, int limit = 25, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Get, $"threads/{Uri.EscapeDataString(threadId)}/messages?limit={limit}{Query.Of("before", before)}{Query.Of("after", after)}{Query.Of("around", around)}"),
        ContractJson.Default.HistoryPage,
        cancellationToken);

    /// <summary>Sends a message.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="clientMessageId">1 to 64 of <c>A–Z a–z 0–9 _ -</c>.</param>
    /// <param name="draft">What to send.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<SendAck> SendAsync(string threadId, string clientMessageId, Draft draft, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Post, $"threads/{Uri.EscapeDataString(threadId)}/messages") { Content = () => HttpWire.JsonOf(RequestOf(clientMessageId, draft), ContractJson.Default.SendRequest) },
        ContractJson.Default.SendAck,
        cancellationToken);

    /// <summary>Gives one's own message another text.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="seq">The message.</param>
    /// <param name="clientMessageId">The id of the edit.</param>
    /// <param name="text">The text from now on.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<SendAck> EditAsync(string threadId, long seq, string clientMessageId, string text, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Patch, $"threads/{Uri.EscapeDataString(threadId)}/messages/{seq}") { Content = () => HttpWire.JsonOf(new EditRequest { ClientMessageId = clientMessageId, Text = text }, ContractJson.Default.EditRequest) },
        ContractJson.Default.SendAck,
        cancellationToken);

    /// <summary>Deletes one's own message.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="seq">The message.</param>
    /// <param name="clientMessageId">The id of the deletion.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<SendAck> DeleteAsync(string threadId, long seq, string clientMessageId, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Delete, $"threads/{Uri.EscapeDataString(threadId)}/messages/{seq}?clientMessageId={clientMessageId}"),
        ContractJson.Default.SendAck,
        cancellationToken);

    /// <summary>Adds a reaction, or withdraws one's own.</summary>
    /// <param name="threadId">The thread.</param>
    /// <param name="seq">The message.</param>
    /// <param name="clientMessageId">The id of the reaction.</param>
    /// <param name="emoji">One of those that the server offers.</param>
    /// <param name="added">Added or withdrawn.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<SendAck> ReactAsync(string threadId, long seq, string clientMessageId, string emoji, bool added = true, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(added ? HttpMethod.Put : HttpMethod.Delete, $"threads/{Uri.EscapeDataString(threadId)}/messages/{seq}/reactions/{Uri.EscapeDataString(emoji)}?clientMessageId={clientMessageId}"),
        ContractJson.Default.SendAck,
        cancellationToken);

    /// <summary>The caller's messages that match, best first.</summary>
    /// <param name="query">1 to 256 characters: words, <c>"a phrase"</c>, <c>or</c>, and <c>-</c> before what must not be there.</param>
    /// <param name="threadId">This thread alone.</param>
    /// <param name="cursor">The last page's <see cref="SearchPage.NextCursor"/>.</param>
    /// <param name="limit">1 to 50.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task<SearchPage> SearchAsync(string query, string? threadId = null, string? cursor = null, int limit = 20, CancellationToken cancellationToken = default) => _wire.CallAsync(
        new HttpCall(HttpMethod.Get, $"search/messages?query={Uri.EscapeDataString(query)}&limit={limit}{Query.Of("threadId", threadId)}{Query.Of("cursor", cursor)}"),
        ContractJson.Default.SearchPage,
        cancellationToken);

    private static SendRequest RequestOf(string clientMessageId, Draft draft) => new()
    {
        ClientMessageId = clientMessageId,
        Text = draft.Text,
        ReplyTo = draft.ReplyTo,
        Attachments = draft.Attachments is { Count: > 0 } attachments
            ? [.. attachments.Select(attachment => new AttachmentReference { AttachmentId = attachment.AttachmentId })]
            : null,
    };
}
