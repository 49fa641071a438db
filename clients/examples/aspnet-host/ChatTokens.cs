using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChatOrleans.AspNetHost;

/// <summary>Says to the chat server who somebody is: a JWT, signed with ES256, that lives for minutes.</summary>
internal sealed class ChatTokens : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly ChatSettings _settings;
    private readonly TimeProvider _time;
    private readonly ECDsa _key = ECDsa.Create();

    public ChatTokens(ChatSettings settings, TimeProvider time)
    {
        (_settings, _time) = (settings, time);
        _key.ImportFromPem(File.ReadAllText(settings.KeyFile));
    }

    public Uri Server => _settings.Server;

    /// <summary>A token for a user whom the application itself has authenticated.</summary>
    /// <param name="userId">The application's id of the user, for ever: one chat user stands behind it.</param>
    /// <param name="name">The display name, when the chat user is made.</param>
    public string For(string userId, string name)
    {
        var now = _time.GetUtcNow();
        var header = Part(new { alg = "ES256", typ = "JWT", kid = _settings.KeyId });
        var claims = Part(new
        {
            iss = _settings.Issuer,
            aud = _settings.Audience,
            sub = userId,
            name,
            iat = now.ToUnixTimeSeconds(),
            exp = (now + Lifetime).ToUnixTimeSeconds(),
        });
        var signature = _key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => _key.Dispose();

    private static string Part<T>(T part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
