using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Threads;

/// <summary>What is stored under a sender's <c>clientMessageId</c>, with the columns as <see cref="EventRow"/> has them.</summary>
internal readonly record struct StoredMessage(long Seq, DateTimeOffset At, short Type, string? Text, long? TargetSeq)
{
    /// <summary>Whether it is this message. The text of one that was deleted is gone and can't be compared.</summary>
    public bool Is(SendCommand command) =>
        Type == (short)EventType.Message && TargetSeq == command.ReplyTo
        && (Text is null || string.Equals(Text, command.Text, StringComparison.Ordinal));
}
