using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>
/// A refresh token: the session's id, so that an old token still names the session to revoke, and a secret of which
/// only the hash is stored.
/// </summary>
internal sealed class RefreshToken
{
    private const int IdBytes = 16;
    private const int SecretBytes = 32;
    private const int EncodedLength = (IdBytes + SecretBytes) / 3 * 4;

    private readonly byte[] _secret;

    private RefreshToken(Guid sessionId, byte[] secret)
    {
        SessionId = sessionId;
        _secret = secret;
    }

    public Guid SessionId { get; }

    /// <summary>What is stored. The secret is random and long, so that a plain hash is as good as a slow one.</summary>
    public byte[] Hash => SHA256.HashData(_secret);

    public static RefreshToken New(Guid sessionId) => new(sessionId, RandomNumberGenerator.GetBytes(SecretBytes));

    public static bool TryParse(string text, [NotNullWhen(true)] out RefreshToken? token)
    {
        token = null;
        Span<byte> bytes = stackalloc byte[IdBytes + SecretBytes];
        // Decoding throws at characters that are not its own.
        if (text.Length != EncodedLength || !Base64Url.IsValid(text) ||
            !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != bytes.Length)
        {
            return false;
        }

        token = new RefreshToken(new Guid(bytes[..IdBytes]), bytes[IdBytes..].ToArray());
        return true;
    }

    public string Encode() => Base64Url.EncodeToString([.. SessionId.ToByteArray(), .. _secret]);
}
