using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ChatOrleans.Gateway.Web;

/// <summary>A file of the web client, as it is sent: plain, and compressed where that is worth it.</summary>
internal sealed class WebFile
{
    private const int BrotliQuality = 9;
    private const int BrotliWindow = 22;

    // What is compressed by its own format gains nothing.
    private static readonly string[] Compressible =
        ["text/", "application/json", "application/manifest+json", "image/svg+xml"];

    private readonly byte[] _plain;
    private readonly byte[]? _brotli;
    private readonly byte[]? _gzip;
    private readonly string _hash;

    public WebFile(byte[] bytes, string type, bool isHashed)
    {
        _plain = bytes;
        _hash = Convert.ToHexStringLower(SHA256.HashData(bytes)[..16]);
        Type = type;
        IsHashed = isHashed;
        if (Compressible.Any(kind => type.StartsWith(kind, StringComparison.Ordinal)))
        {
            _brotli = Shorter(Brotli(bytes));
            _gzip = Shorter(Gzip(bytes));
        }
    }

    /// <summary>The media type.</summary>
    public string Type { get; }

    /// <summary>Whether its name changes with its bytes, so that it may be kept for ever.</summary>
    public bool IsHashed { get; }

    /// <summary>Whether it looks different to different clients.</summary>
    public bool Varies => _brotli is not null || _gzip is not null;

    /// <summary>
    /// The bytes for a client that takes these encodings, what they are encoded by, and their own tag: a range of one form
    /// is no range of another.
    /// </summary>
    public (byte[] Bytes, string? Encoding, EntityTagHeaderValue Tag) FormFor(StringValues acceptEncoding)
    {
        var accepted = Accepted(acceptEncoding);
        return _brotli is not null && accepted("br") ? (_brotli, "br", Tag("-br"))
            : _gzip is not null && accepted("gzip") ? (_gzip, "gzip", Tag("-gzip"))
            : (_plain, null, Tag(""));
    }

    private static Func<string, bool> Accepted(StringValues header)
    {
        if (!StringWithQualityHeaderValue.TryParseList(header, out var listed))
        {
            return static _ => false;
        }

        return encoding =>
        {
            var named = listed.FirstOrDefault(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
                ?? listed.FirstOrDefault(one => one.Value == "*");
            return named is not null && named.Quality is not 0;
        };
    }

    private static byte[] Brotli(byte[] bytes)
    {
        var target = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        BrotliEncoder.TryCompress(bytes, target, out var length, BrotliQuality, BrotliWindow);
        return target[..length];
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    private byte[]? Shorter(byte[] compressed) => compressed.Length < _plain.Length ? compressed : null;

    private EntityTagHeaderValue Tag(string form) => new($"\"{_hash}{form}\"");
}
