using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Attachments;

/// <summary>What names an attachment's bytes.</summary>
/// <param name="ThreadId">The thread that it belongs to.</param>
/// <param name="AttachmentId">The attachment.</param>
[GenerateSerializer, Immutable, Alias("chat.StoredAttachment")]
public readonly record struct StoredAttachment([property: Id(0)] ThreadId ThreadId, [property: Id(1)] AttachmentId AttachmentId);
