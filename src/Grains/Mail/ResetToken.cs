using System.Buffers.Text;
using System.Security.Cryptography;

namespace ChatOrleans.Grains.Mail;

/// <summary>A token for a new password. A secret: it is in the mail alone, and never logged.</summary>
internal sealed class ResetToken
{
    private const int Bytes = 32;

    private ResetToken(byte[] secret)
    {
        Text = Base64Url.EncodeToString(secret);
        Hash = SHA256.HashData(secret);
    }

    /// <summary>What the mail shows: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public string Text { get; }

    /// <summary>What is stored. The secret is random and long, so that a plain hash is as good as a slow one.</summary>
    public byte[] Hash { get; }

    public static ResetToken New() => new(RandomNumberGenerator.GetBytes(Bytes));
}
