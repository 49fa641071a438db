using System.Net;
using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>What the server says of the thread over HTTP, and how a device differs from it.</summary>
internal sealed class ServerView(Story story)
{
    private const int Page = 100;

    /// <summary>All messages, as a member reads them.</summary>
    public async Task<IReadOnlyList<MessageShape>> HistoryAsync()
    {
        var messages = new List<MessageShape>();
        var token = story.Devices[0].Person.Account.AccessToken;
        HistoryShape page;
        do
        {
            var after = messages.Count == 0 ? 0 : messages[^1].Seq;
            page = (await ServerCalls.CallAsync(() => story.Api.GetAsync($"/threads/{story.Thread}/messages?after={after}&limit={Page}", token)))
                .Must<HistoryShape>(HttpStatusCode.OK);
            messages.AddRange(page.Messages);
        }
        while (page.HasAfter);

        return messages;
    }

    /// <summary>The first difference, in words; null when there is none.</summary>
    public async Task<string?> DifferenceAsync(Device device, ThreadSnapshot shown)
    {
        var person = device.Person.Account;
        var thread = (await ServerCalls.CallAsync(() => story.Api.GetAsync($"/threads/{story.Thread}", person.AccessToken))).Must<ThreadShape>(HttpStatusCode.OK);
        var history = await HistoryAsync();
        return Difference("its thread", Words(thread), Words(shown))
            ?? Enumerable.Range(0, Math.Max(history.Count, Stored(shown).Length))
                .Select(place => Difference($"message {place + 1}", Words(history.ElementAtOrDefault(place)), Words(Stored(shown).ElementAtOrDefault(place))))
                .FirstOrDefault(difference => difference is not null)
            ?? Unsettled(shown);
    }

    private static MessageSnapshot[] Stored(ThreadSnapshot thread) => [.. thread.Messages.Where(message => message.Seq is not null)];

    private string? Unsettled(ThreadSnapshot thread) => thread.Messages
        .Where(message => message.Seq is null || message.Changing)
        .Where(message => !story.Ledger.Sent.Any(sent => sent.Id == message.ClientMessageId && story.Scenario.Unstored.Contains(sent.Text) && message.State == "failed"))
        .Select(message => $"shows as not settled: {message}")
        .FirstOrDefault();

    private static string? Difference(string what, string server, string device) =>
        server == device ? null : $"shows {what} as{Environment.NewLine}    {device}{Environment.NewLine}  while the server has{Environment.NewLine}    {server}";

    private static string Words(ThreadShape thread) =>
        $"active={thread.Active} lastSeq={thread.LastSeq} lastMessage={thread.LastMessage?.Seq} unread={thread.Unread} read={thread.ReadSeq} " +
        $"peerRead={thread.PeerReadSeq} peerDelivered={thread.PeerDeliveredSeq} archived={thread.Archived} blocked={thread.Blocked}";

    private static string Words(ThreadSnapshot thread) =>
        $"active={thread.Active} lastSeq={thread.LastSeq} lastMessage={thread.LastMessageSeq} unread={thread.Unread} read={thread.ReadSeq} " +
        $"peerRead={thread.PeerReadSeq} peerDelivered={thread.PeerDeliveredSeq} archived={thread.Archived} blocked={thread.Blocked}";

    private static string Words(MessageShape? message) => message is null ? "nothing" : Words(
        message.Seq, message.SenderId, message.ClientMessageId, message.At, message.Text, message.EditedAt, message.DeletedAt, message.ReplyTo,
        message.Reactions ?? [], message.Attachments?.Select(attachment => attachment.AttachmentId) ?? []);

    private static string Words(MessageSnapshot? message) => message is null ? "nothing" : Words(
        message.Seq, message.SenderId, message.ClientMessageId, message.At, message.Text, message.EditedAt, message.DeletedAt, message.ReplyTo,
        message.Reactions, message.Attachments);

    private static string Words(
        long? seq, string senderId, string id, DateTimeOffset at, string? text, DateTimeOffset? editedAt, DateTimeOffset? deletedAt, long? replyTo,
        IEnumerable<ReactionShape> reactions, IEnumerable<string> attachments) =>
        $"{seq} {id} of {senderId} at {at:O} '{text}' edited={editedAt:O} deleted={deletedAt:O} replyTo={replyTo} " +
        $"reactions={string.Join(' ', reactions.Select(reaction => $"{reaction.Emoji}:{string.Join(',', reaction.UserIds)}"))} files={string.Join(',', attachments)}";
}
