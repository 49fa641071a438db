using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Exports;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Grains.Erasure;

/// <summary>Writes threads down as one of their members sees them. What the other one has deleted is theirs, and stays out.</summary>
internal sealed class MessageExport(UserId user, ThreadReader reader, ChangeStore changes, ExportWriter writer)
{
    private const string Me = "me";

    public async Task WriteAsync(ThreadView thread, CancellationToken cancellationToken)
    {
        var peer = thread.Peer;
        writer.BeginGroup(
            $"{peer.DisplayName} (@{peer.Handle})",
            [
                new("threadId", "Id", thread.ThreadId.ToString()),
                new("userId", "Their id", peer.UserId.ToString()),
                new("handle", "Their handle", peer.Handle),
                new("displayName", "Their name", peer.DisplayName),
                new("archived", "Archived", thread.Archived),
                new("mutedUntil", "Muted until", thread.MutedUntil),
                new("readSeq", "Read up to", thread.ReadSeq),
            ],
            "messages");
        for (long? after = 0; after is { } position;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await reader.GetHistoryAsync(
                user, thread.ThreadId, new HistoryQuery { After = position, Limit = HistoryQuery.MaxLimit });
            if (!page.Ok)
            {
                throw new TimeoutException($"A thread could not be read now ({page.Error.Code}).");
            }

            foreach (var message in page.Value.Messages)
            {
                if (message.SenderId == user || message.DeletedAt is null)
                {
                    await writer.WriteAsync(await FieldsAsync(message, peer));
                }
            }

            after = page.Value.HasAfter ? page.Value.Messages[^1].Seq : null;
        }

        writer.EndGroup();
    }

    private async Task<ExportField[]> FieldsAsync(Message message, Peer peer) =>
    [
        new("seq", "Message", message.Seq),
        new("at", "When", message.At),
        new("from", "From", message.SenderId == user ? Me : message.SenderId == peer.UserId ? peer.Handle : "system"),
        new("text", "Text", message.Text),
        new("replyTo", "In reply to message", message.ReplyTo),
        new("editedAt", "Edited", message.EditedAt),
        new("deletedAt", "Deleted", message.DeletedAt),
        new("before", "As it was before", await EarlierAsync(message)),
        new("reactions", "Reactions", ReactionsTo(message, peer)),
        new("attachments", "Attachments", AttachmentsOf(message)),
    ];

    // One's own only: what the other one has edited away is theirs.
    private async Task<string[]?> EarlierAsync(Message message)
    {
        if (message.SenderId != user || message.EditedAt is null || message.DeletedAt is not null)
        {
            return null;
        }

        var versions = await changes.ReadVersionsAsync(message.ThreadId, message.Seq);
        return [.. versions.SkipLast(1).Select(version => version.Text).OfType<string>()];
    }

    // The bytes are fetched as from any message, with the id.
    private static string[]? AttachmentsOf(Message message) => message.Attachments is { } attachments
        ? [.. attachments.Select(one => $"{one.Name} ({one.Type}, {one.Size} bytes, {one.AttachmentId})")]
        : null;

    private string[]? ReactionsTo(Message message, Peer peer) => message.Reactions is { } reactions
        ? [.. reactions.SelectMany(reaction => reaction.UserIds, (reaction, who) => $"{reaction.Emoji} {(who == user ? Me : peer.Handle)}")]
        : null;
}
