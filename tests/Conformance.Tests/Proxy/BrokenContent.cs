using System.Net;

namespace ChatOrleans.Conformance.Tests.Proxy;

/// <summary>The first half of a body, and then the connection breaks.</summary>
internal sealed class BrokenContent(Stream body, long? length) : HttpContent
{
    private const int Piece = 1_024;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var buffer = new byte[Piece];
        long sent = 0;
        int read;
        while (sent < (length ?? Piece) / 2 && (read = await body.ReadAsync(buffer)) > 0)
        {
            await stream.WriteAsync(buffer.AsMemory(0, read));
            sent += read;
        }

        await stream.FlushAsync();
        throw new IOException("Cut.");
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length ?? 0;
        return length is not null;
    }
}
