using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>
/// The signature of the Standard Webhooks specification: HMAC-SHA-256 over id, timestamp and body. It binds all three, so
/// that a receiver who checks the time can't be played an old delivery again.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>The value of <c>webhook-signature</c>: one <c>v1,…</c> for each secret.</summary>
    public static string Of(ImmutableArray<byte[]> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}"));
    }
}
