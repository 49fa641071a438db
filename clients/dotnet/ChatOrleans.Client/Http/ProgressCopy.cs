using System.Buffers;

namespace ChatOrleans.Client.Http;

/// <summary>Copies a stream and tells how far it has come.</summary>
internal static class ProgressCopy
{
    private const int PieceLength = 64 * 1024;

    public static async Task RunAsync(Stream from, Stream to, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            long copied = 0;
            while (await ReadAsync(from, piece, cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                await to.WriteAsync(piece.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                copied += read;
                progress?.Report(copied);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static async Task<int> ReadAsync(Stream from, byte[] piece, CancellationToken cancellationToken)
    {
        try
        {
            return await from.ReadAsync(piece, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw ChatException.Network("The bytes broke off.", exception);
        }
    }
}
