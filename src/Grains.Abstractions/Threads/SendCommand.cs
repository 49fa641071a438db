using ChatOrleans.Grains.Abstractions.Attachments;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>A message to store. The gateway has checked its form (<c>clientMessageId</c>, text, limits).</summary>
[GenerateSerializer, Immutable, Alias("chat.SendCommand")]
public sealed record SendCommand
{
    /// <summary>1 to 64 of <c>A–Z a–z 0–9 _ -</c>, unique per thread and sender for as long as the thread exists.</summary>
    [Id(0)] public required string ClientMessageId { get; init; }

    /// <summary>The text, well-formed Unicode without U+0000; empty only with attachments.</summary>
    [Id(1)] public required string Text { get; init; }

    /// <summary>The earlier message of the thread that this one answers.</summary>
    [Id(2)] public long? ReplyTo { get; init; }

    /// <summary>
    /// The sender's uploads to this thread that come with it, 1 to <see cref="MessageAttachment.MaxPerMessage"/> different
    /// ones; null for none. A retry carries the same.
    /// </summary>
    [Id(3)] public IReadOnlyList<AttachmentId>? Attachments { get; init; }
}
