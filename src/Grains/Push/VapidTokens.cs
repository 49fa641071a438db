using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace ChatOrleans.Grains.Push;

/// <summary>Says to push services who sends (RFC 8292). A token is for one service, and used for half its life.</summary>
internal sealed class VapidTokens(VapidKey key, string subject, TimeProvider time)
{
    /// <summary>Half of what a service takes at most, which leaves room for clocks.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    // Whoever subscribes names the services; forgotten tokens are made anew.
    private const int MaxServices = 1_000;

    private static readonly string Header = Base64Url.EncodeToString("{\"typ\":\"JWT\",\"alg\":\"ES256\"}"u8);

    private readonly ConcurrentDictionary<string, (string Value, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);

    /// <summary>The value of <c>Authorization</c> for this address.</summary>
    public string Of(Uri endpoint)
    {
        var audience = endpoint.GetLeftPart(UriPartial.Authority);
        var now = time.GetUtcNow();
        if (_tokens.TryGetValue(audience, out var known) && known.Until > now)
        {
            return known.Value;
        }

        if (_tokens.Count >= MaxServices)
        {
            _tokens.Clear();
        }

        var value = $"vapid t={Sign(audience, now + Lifetime)}, k={key.PublicKey}";
        _tokens[audience] = (value, now + (Lifetime / 2));
        return value;
    }

    private string Sign(string audience, DateTimeOffset expiresAt)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("aud", audience);
            json.WriteNumber("exp", expiresAt.ToUnixTimeSeconds());
            json.WriteString("sub", subject);
            json.WriteEndObject();
        }

        var signed = $"{Header}.{Base64Url.EncodeToString(buffer.ToArray())}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }
}
