using System.Security.Cryptography;

namespace ChatOrleans.Gateway.Attachments.Forms;

/// <summary>Where a file's bytes go, counted and hashed.</summary>
internal sealed class FileSink(Stream stream, CancellationToken cancellationToken) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How many came.</summary>
    public long Count { get; private set; }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        Count += bytes.Length;
        _hash.AppendData(bytes.Span);
        return stream.WriteAsync(bytes, cancellationToken);
    }

    /// <summary>SHA-256 of all that came.</summary>
    public byte[] GetHash() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();
}
