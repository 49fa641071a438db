namespace ChatOrleans.Gateway.Attachments;

/// <summary>The section <c>Chat:Attachments</c>.</summary>
public sealed class AttachmentOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Attachments";

    /// <summary>Where the bytes are kept: <c>disk</c> (default), <c>s3</c> or <c>off</c>. The same for all gateways.</summary>
    public AttachmentStorageKind Storage { get; set; } = AttachmentStorageKind.Disk;

    /// <summary>
    /// With <c>disk</c>: the folder, which several gateways share. Empty by default: <c>attachments</c> in the folder of
    /// <c>Chat:Data</c>.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>The most bytes of an attachment; 25 MiB by default, 1 KiB to 1 GiB.</summary>
    public long MaxBytes { get; set; } = 25L * 1024 * 1024;

    /// <summary>The most pixels of an image, which others have to decode; 100,000,000 by default, 1,000 to 1,000,000,000.</summary>
    public long MaxPixels { get; set; } = 100_000_000;

    /// <summary>The media types that are taken. Empty by default: all that are recognised.</summary>
    public IList<string> Types { get; } = [];

    /// <summary>How many bytes of one user may wait for their messages; 250 MiB by default, at least <see cref="MaxBytes"/>.</summary>
    public long WaitingBytes { get; set; } = 250L * 1024 * 1024;

    /// <summary>How long an upload may wait for its message; 12 hours by default, 1 minute to 30 days.</summary>
    public TimeSpan KeepUnsent { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How long an upload may take; 10 minutes by default, 10 seconds to 2 hours.</summary>
    public TimeSpan UploadTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a gateway looks for bytes to remove; 1 minute by default, 1 second to 1 hour.</summary>
    public TimeSpan RemoveEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>With <c>s3</c>: the store.</summary>
    public S3Options ObjectStore { get; set; } = new();
}
