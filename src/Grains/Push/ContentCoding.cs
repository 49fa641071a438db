using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ChatOrleans.Grains.Push;

/// <summary>The content coding <c>aes128gcm</c> (RFC 8188), with the whole content in one record, as RFC 8291 asks for.</summary>
internal static class ContentCoding
{
    public const int SaltLength = 16;

    /// <summary>The size of a record that is said; push services refuse a body beyond it.</summary>
    public const int RecordSize = 4_096;

    private const int KeyLength = 16;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const byte LastRecord = 2;

    /// <summary>Encodes a content.</summary>
    /// <param name="secret">The input keying material.</param>
    /// <param name="salt">16 bytes that no other content of this secret has.</param>
    /// <param name="keyId">What the receiver finds the secret by; at most 255 bytes.</param>
    /// <param name="content">The content.</param>
    /// <param name="padding">How many bytes hide its length.</param>
    public static byte[] Encode(
        ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> keyId, ReadOnlySpan<byte> content, int padding = 0)
    {
        Span<byte> pseudoRandom = stackalloc byte[SHA256.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, secret, salt, pseudoRandom);
        Span<byte> key = stackalloc byte[KeyLength];
        HKDF.Expand(HashAlgorithmName.SHA256, pseudoRandom, key, "Content-Encoding: aes128gcm\0"u8);
        // The first record's: its number, 0, changes nothing.
        Span<byte> nonce = stackalloc byte[NonceLength];
        HKDF.Expand(HashAlgorithmName.SHA256, pseudoRandom, nonce, "Content-Encoding: nonce\0"u8);

        var head = SaltLength + sizeof(uint) + 1 + keyId.Length;
        var plain = new byte[content.Length + 1 + padding];
        if (plain.Length + TagLength > RecordSize)
        {
            throw new ArgumentException("It does not fit into one record.", nameof(content));
        }

        content.CopyTo(plain);
        plain[content.Length] = LastRecord;
        var body = new byte[head + plain.Length + TagLength];
        salt.CopyTo(body);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltLength), RecordSize);
        body[SaltLength + sizeof(uint)] = (byte)keyId.Length;
        keyId.CopyTo(body.AsSpan(SaltLength + sizeof(uint) + 1));
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, plain, body.AsSpan(head, plain.Length), body.AsSpan(head + plain.Length));
        return body;
    }
}
