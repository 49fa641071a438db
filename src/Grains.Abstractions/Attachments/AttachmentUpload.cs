using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Attachments;

/// <summary>An upload that is about to begin.</summary>
[GenerateSerializer, Immutable, Alias("chat.AttachmentUpload")]
public sealed record AttachmentUpload
{
    /// <summary>The thread that it is for.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>The id that the gateway has given it; beginning it again is beginning it once.</summary>
    [Id(1)] public required AttachmentId AttachmentId { get; init; }

    /// <summary>Of a thumbnail: the attachment that it is of.</summary>
    [Id(2)] public AttachmentId? ThumbnailOf { get; init; }

    /// <summary>How many bytes are announced, or may come at most; 1 or more.</summary>
    [Id(3)] public required long Size { get; init; }

    /// <summary>How many bytes of one user may wait for their messages, this upload included.</summary>
    [Id(4)] public required long WaitingLimit { get; init; }

    /// <summary>After this long an upload that has not been completed is given up.</summary>
    [Id(5)] public required TimeSpan Patience { get; init; }
}
