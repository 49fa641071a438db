using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Attachments;

/// <summary>What came of an upload, as its bytes say.</summary>
[GenerateSerializer, Immutable, Alias("chat.UploadedFile")]
public sealed record UploadedFile
{
    /// <summary>The thread that it is for.</summary>
    [Id(0)] public required ThreadId ThreadId { get; init; }

    /// <summary>The attachment.</summary>
    [Id(1)] public required AttachmentId AttachmentId { get; init; }

    /// <summary>A file name without folders.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>The media type.</summary>
    [Id(3)] public required string Type { get; init; }

    /// <summary>How many bytes are stored.</summary>
    [Id(4)] public required long Size { get; init; }

    /// <summary>Of an image: its width as it is shown, in pixels.</summary>
    [Id(5)] public int? Width { get; init; }

    /// <summary>Of an image: its height as it is shown, in pixels.</summary>
    [Id(6)] public int? Height { get; init; }

    /// <summary>SHA-256 of what is stored.</summary>
    [Id(7)] public required ImmutableArray<byte> Hash { get; init; }

    /// <summary>How long it may wait for its message.</summary>
    [Id(8)] public required TimeSpan KeptFor { get; init; }
}
