namespace ChatOrleans.Client.Contract;

/// <summary>A file that comes with a message.</summary>
public sealed record MessageAttachment
{
    /// <summary>What its bytes are fetched by.</summary>
    public required string AttachmentId { get; init; }

    /// <summary>What its sender calls it, without folders. Never a path, and never to be trusted as a type.</summary>
    public required string Name { get; init; }

    /// <summary>The media type, as its bytes say.</summary>
    public required string Type { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Of an image, in pixels, as it is shown.</summary>
    public int? Width { get; init; }

    /// <summary>Of an image, in pixels, as it is shown.</summary>
    public int? Height { get; init; }

    /// <summary>A small image, where the sender made one.</summary>
    public AttachmentThumbnail? Thumbnail { get; init; }
}
