using System.Globalization;
using System.Security.Cryptography;
using ChatOrleans.TestKit;

namespace ChatOrleans.Client.Tests.Servers;

/// <summary>One server for all tests that talk to one; it knows a host whose users it lets in.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    public const string Issuer = "https://shop.example";
    public const string Audience = "chat";
    public const string KeyId = "2026-03";

    private static readonly string[] Limits =
        ["Registration", "RegistrationHandle", "Login", "LoginPair", "LoginHandle", "Opening", "OpeningPair", "Uploads", "Sends", "Search"];

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private ChatServer? _server;

    public ChatServer Server => _server ?? throw new ExpectationException("The server is not started.");

    /// <summary>The host's private key, as PEM.</summary>
    public string PrivateKey => _key.ExportPkcs8PrivateKeyPem();

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string>
        {
            ["Chat__Passwords__Threads"] = "2",
            ["Chat__Hosts__Issuers__shop__Issuer"] = Issuer,
            ["Chat__Hosts__Issuers__shop__Audience"] = Audience,
            [$"Chat__Hosts__Issuers__shop__PublicKeys__{KeyId}"] = _key.ExportSubjectPublicKeyInfoPem(),
        };
        foreach (var limit in Limits)
        {
            settings[$"Chat__Limits__{limit}__PerSecond"] = 10_000.ToString(CultureInfo.InvariantCulture);
            settings[$"Chat__Limits__{limit}__Burst"] = 100_000.ToString(CultureInfo.InvariantCulture);
        }

        _server = await ChatServer.StartAsync(settings);
    }

    public async Task DisposeAsync()
    {
        _key.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
