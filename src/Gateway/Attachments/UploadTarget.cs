using ChatOrleans.Gateway.Attachments.Forms;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Attachments;

/// <summary>What an upload is for.</summary>
/// <param name="ThreadId">The thread.</param>
/// <param name="Name">What its sender calls it.</param>
/// <param name="ThumbnailOf">Of a thumbnail: what it is of.</param>
internal sealed record UploadTarget(ThreadId ThreadId, string? Name = null, AttachmentId? ThumbnailOf = null)
{
    /// <summary>The most bytes of a thumbnail.</summary>
    public const long ThumbnailBytes = 256 * 1024;

    /// <summary>The most pixels of a thumbnail, in both directions.</summary>
    public const int ThumbnailPixels = 1_024;

    /// <summary>What it is called without a name, before its ending.</summary>
    public string DefaultName => ThumbnailOf is null ? "attachment" : "thumbnail";

    /// <summary>The most bytes that it may have.</summary>
    public long MaxBytes(AttachmentOptions options) =>
        ThumbnailOf is null ? options.MaxBytes : Math.Min(ThumbnailBytes, options.MaxBytes);

    /// <summary>Refuses a picture that is too large.</summary>
    public void Check(PixelSize? size, AttachmentOptions options)
    {
        if (size is not { } known)
        {
            return;
        }

        if (ThumbnailOf is not null && Math.Max(known.Width, known.Height) > ThumbnailPixels)
        {
            throw FileRefusedException.TooManyPixels(ThumbnailPixels);
        }

        if ((long)known.Width * known.Height > options.MaxPixels)
        {
            throw FileRefusedException.TooManyPixels(options.MaxPixels);
        }
    }
}
