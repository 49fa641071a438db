namespace ChatOrleans.Grains.Abstractions.Attachments;

/// <summary>A small image of an attachment, made by its sender. Its bytes are fetched like those of an attachment.</summary>
[GenerateSerializer, Immutable, Alias("chat.AttachmentThumbnail")]
public sealed record AttachmentThumbnail
{
    /// <summary>What its bytes are fetched by.</summary>
    [Id(0)] public required AttachmentId AttachmentId { get; init; }

    /// <summary>The media type, as its bytes say: an image.</summary>
    [Id(1)] public required string Type { get; init; }

    /// <summary>How many bytes it has.</summary>
    [Id(2)] public required long Size { get; init; }

    /// <summary>Its width as it is shown, in pixels.</summary>
    [Id(3)] public required int Width { get; init; }

    /// <summary>Its height as it is shown, in pixels.</summary>
    [Id(4)] public required int Height { get; init; }
}
