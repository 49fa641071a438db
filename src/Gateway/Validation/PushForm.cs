using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ChatOrleans.Gateway.Http.Requests;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Push;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Validation;

/// <summary>Reads a subscription to Web Push. Which addresses are let in is the silo's to say.</summary>
internal static class PushForm
{
    private const int CoordinateLength = 32;
    private const int PointLength = 1 + (2 * CoordinateLength);
    private const int AuthLength = 16;
    private const byte Uncompressed = 4;

    // 9999-12-31, the last day that there is.
    private const long LastMillisecond = 253_402_300_799_999;

    public static bool TryRead(
        PushRequest request, [NotNullWhen(true)] out PushSubscription? subscription, [NotNullWhen(false)] out Refusal? refusal)
    {
        subscription = null;
        var keys = request.Keys.Value ?? new PushKeys(null, null);
        var (point, auth) = (Decode(keys.P256dh, PointLength), Decode(keys.Auth, AuthLength));
        refusal =
            !IsAddress(request.Endpoint.Value) ? Refusal.InvalidArgument(
                "endpoint", $"endpoint is an absolute URL of at most {PushSubscription.MaxEndpointLength} characters.")
            : point is null || !IsOnCurve(point) ? Refusal.InvalidArgument(
                "keys.p256dh", "keys.p256dh is an uncompressed point on P-256 in base64url.")
            : auth is null ? Refusal.InvalidArgument("keys.auth", $"keys.auth is {AuthLength} bytes in base64url.")
            : request.ExpirationTime.IsMalformed || request.ExpirationTime.Value is < 0 or > LastMillisecond ? Refusal.InvalidArgument(
                "expirationTime", "expirationTime is milliseconds since 1970.")
            : null;
        subscription = refusal is not null ? null : new PushSubscription
        {
            Endpoint = request.Endpoint.Value!,
            P256dh = [.. point!],
            Auth = [.. auth!],
            ExpiresAt = request.ExpirationTime.IsPresent
                ? DateTimeOffset.FromUnixTimeMilliseconds(request.ExpirationTime.Value)
                : null,
        };
        return subscription is not null;
    }

    private static bool IsAddress(string? text) =>
        text is { Length: > 0 and <= PushSubscription.MaxEndpointLength } && Ascii.IsValid(text) && !text.Any(char.IsWhiteSpace) &&
        Uri.TryCreate(text, UriKind.Absolute, out var uri) &&
        (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) &&
        uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;

    private static byte[]? Decode(string? text, int length) =>
        text is not null && text.Length <= 2 * length && Base64Url.IsValid(text, out var decoded) && decoded == length
            ? Base64Url.DecodeFromChars(text)
            : null;

    private static bool IsOnCurve(byte[] point)
    {
        if (point[0] != Uncompressed)
        {
            return false;
        }

        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..(1 + CoordinateLength)], Y = point[(1 + CoordinateLength)..] },
            });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
