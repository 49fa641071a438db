using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>
/// The text of a host's key: <c>chat_</c>, 12 letters and digits, <c>_</c> and a secret of 256 random bits. What stands
/// before the secret is the key's id.
/// </summary>
public static class HostKeyText
{
    private const string Prefix = "chat_";
    private const string IdLetters = "abcdefghijklmnopqrstuvwxyz234567";
    private const int IdLength = 17;
    private const int SecretBytes = 32;
    private const int SecretLength = 43;

    private static readonly SearchValues<char> Letters = SearchValues.Create(IdLetters);

    /// <summary>A new key, from the operating system's secure generator.</summary>
    public static string New() =>
        $"{Prefix}{RandomNumberGenerator.GetString(IdLetters, IdLength - Prefix.Length)}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";

    /// <summary>Reads a key's id and the hash of its secret, which is long and random, so that a plain hash is as good as a slow one.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? keyId, [NotNullWhen(true)] out byte[]? secretHash)
    {
        (keyId, secretHash) = (null, null);
        if (text is not { Length: IdLength + 1 + SecretLength } || text[IdLength] != '_' || !IsId(text[..IdLength]) ||
            !Base64Url.IsValid(text.AsSpan(IdLength + 1), out var length) || length != SecretBytes)
        {
            return false;
        }

        keyId = text[..IdLength];
        secretHash = SHA256.HashData(Base64Url.DecodeFromChars(text.AsSpan(IdLength + 1)));
        return true;
    }

    /// <summary>Whether the text has the form of a key's id.</summary>
    public static bool IsId([NotNullWhen(true)] string? text) =>
        text is { Length: IdLength } && text.StartsWith(Prefix, StringComparison.Ordinal) &&
        !text.AsSpan(Prefix.Length).ContainsAnyExcept(Letters);
}
