namespace ChatOrleans.Client.Contract;

/// <summary>A small image of an attachment.</summary>
public sealed record AttachmentThumbnail
{
    /// <summary>What its bytes are fetched by.</summary>
    public required string AttachmentId { get; init; }

    /// <summary>The media type, as its bytes say.</summary>
    public required string Type { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>In pixels.</summary>
    public required int Width { get; init; }

    /// <summary>In pixels.</summary>
    public required int Height { get; init; }
}
