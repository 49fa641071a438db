namespace ChatOrleans.Grains.Abstractions.Attachments;

/// <summary>A file that comes with a message, or is about to. Its bytes are fetched by its id.</summary>
[GenerateSerializer, Immutable, Alias("chat.MessageAttachment")]
public sealed record MessageAttachment
{
    /// <summary>The most attachments of one message.</summary>
    public const int MaxPerMessage = 10;

    /// <summary>The attachment.</summary>
    [Id(0)] public required AttachmentId AttachmentId { get; init; }

    /// <summary>What its sender calls it: a file name without folders.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>The media type, as its bytes say.</summary>
    [Id(2)] public required string Type { get; init; }

    /// <summary>How many bytes it has.</summary>
    [Id(3)] public required long Size { get; init; }

    /// <summary>Of an image: its width as it is shown, in pixels.</summary>
    [Id(4)] public int? Width { get; init; }

    /// <summary>Of an image: its height as it is shown, in pixels.</summary>
    [Id(5)] public int? Height { get; init; }

    /// <summary>A small image of it, where its sender made one.</summary>
    [Id(6)] public AttachmentThumbnail? Thumbnail { get; init; }
}
