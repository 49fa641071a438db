using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// What is stored under a sender's <c>clientMessageId</c>, with the columns as <see cref="EventRow"/> has them; of a message
/// also its attachments, in their order.
/// </summary>
internal readonly record struct StoredMessage(
    long Seq, DateTimeOffset At, short Type, string? Text, long? TargetSeq, Guid[]? Attachments = null)
{
    /// <summary>Whether it is this message. The text and the attachments of one that was deleted are gone and can't be compared.</summary>
    public bool Is(SendCommand command) =>
        Type == (short)EventType.Message && TargetSeq == command.ReplyTo && HasText(command.Text) &&
        (Text is null || (Attachments ?? []).SequenceEqual((command.Attachments ?? []).Select(id => id.Value)));

    /// <summary>Whether it is this change. The text of an edit goes with the message.</summary>
    public bool Is(ChangeCommand command) =>
        Type == EventRow.TypeOf(command) && TargetSeq == command.TargetSeq && HasText(EventRow.TextOf(command));

    private bool HasText(string? text) => Text is null || string.Equals(Text, text, StringComparison.Ordinal);
}
