using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>Reads a JSON Web Key Set (RFC 7517). Keys for other purposes and of other kinds are passed over, as the RFC asks.</summary>
internal static class JwksFile
{
    private const int CoordinateBytes = 32;

    /// <summary>The keys by <c>kid</c>, which is empty for a key without one.</summary>
    /// <exception cref="FormatException">It is no key set, or a key in it can't be used.</exception>
    public static IEnumerable<(string Kid, VerificationKey Key)> Read(string json)
    {
        List<(string Kid, VerificationKey Key)> keys = [];
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var jwk in document.RootElement.GetProperty("keys").EnumerateArray())
            {
                if (ReadKey(jwk) is { } key)
                {
                    keys.Add((Text(jwk, "kid") ?? string.Empty, key));
                }
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or CryptographicException)
        {
            throw new FormatException("it is no JSON Web Key Set", fault);
        }

        return keys;
    }

    private static VerificationKey? ReadKey(JsonElement jwk)
    {
        if (Text(jwk, "use") is not (null or "sig"))
        {
            return null;
        }

        VerificationKey? key = Text(jwk, "kty") switch
        {
            "RSA" => Strong(new RsaVerificationKey(new RSAParameters { Modulus = Bytes(jwk, "n"), Exponent = Bytes(jwk, "e") })),
            "EC" when Text(jwk, "crv") == "P-256" => new EllipticVerificationKey(
                new ECPoint { X = Coordinate(jwk, "x"), Y = Coordinate(jwk, "y") }),
            "oct" => new SecretVerificationKey(Secret(jwk)),
            _ => null,
        };
        return Text(jwk, "alg") is { } algorithm && algorithm != key?.Algorithm ? null : key;
    }

    private static RsaVerificationKey Strong(RsaVerificationKey key) =>
        key.IsStrong ? key : throw new FormatException("an RSA key has at least 2,048 bits");

    private static byte[] Coordinate(JsonElement jwk, string name) =>
        Bytes(jwk, name) is { Length: CoordinateBytes } bytes ? bytes : throw new FormatException($"its {name} has another length than 32 bytes");

    private static byte[] Secret(JsonElement jwk) =>
        Bytes(jwk, "k") is { Length: >= SecretVerificationKey.MinBytes and <= SecretVerificationKey.MaxBytes } bytes
            ? bytes
            : throw new FormatException("a secret has 32 to 1,024 bytes");

    private static byte[] Bytes(JsonElement jwk, string name) =>
        Text(jwk, name) is { } text && Base64Url.IsValid(text)
            ? Base64Url.DecodeFromChars(text)
            : throw new FormatException($"a key in it lacks {name}");

    private static string? Text(JsonElement jwk, string name) =>
        jwk.TryGetProperty(name, out var value) ? value.GetString() : null;
}
