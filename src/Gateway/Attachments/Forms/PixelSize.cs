namespace ChatOrleans.Gateway.Attachments.Forms;

/// <summary>The size of an image as it is shown.</summary>
internal readonly record struct PixelSize(int Width, int Height)
{
    /// <summary>The size that a file states.</summary>
    public static PixelSize Of(long width, long height) =>
        width is >= 1 and <= int.MaxValue && height is >= 1 and <= int.MaxValue
            ? new PixelSize((int)width, (int)height)
            : throw FileRefusedException.Malformed();
}
