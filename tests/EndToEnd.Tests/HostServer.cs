using System.Globalization;
using System.Security.Cryptography;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A server that host applications use: two that sign tokens, and one that has keys and an endpoint for webhooks.</summary>
public sealed class HostServer : IAsyncLifetime
{
    public const int WebhookAttempts = 3;
    public const string Audience = "chat";
    public const string ShopIssuer = "https://shop.example";
    public const string ClubIssuer = "https://club.example";

    // What stands before the secret.
    private const int KeyIdLength = 17;
    private const string AllScopes = "users:write,threads:write,messages:write,messages:read,webhooks:write";

    private readonly RSA _rsa = RSA.Create(2_048);
    private readonly ECDsa _ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private ChatServer? _server;

    public ChatServer Server => _server ?? throw new ExpectationException("The server is not started.");

    /// <summary>Signs with RSA, under the kid <c>new</c>.</summary>
    public HostSigner Shop { get; private set; } = null!;

    /// <summary>The same host's key from before, under the kid <c>old</c>, on a curve.</summary>
    public HostSigner ShopBefore { get; private set; } = null!;

    /// <summary>Another host, with a secret.</summary>
    public HostSigner Club { get; private set; } = null!;

    /// <summary>The shop's endpoint.</summary>
    public WebhookReceiver Receiver { get; } = new();

    /// <summary>An endpoint that is told whom to notify, and nothing else.</summary>
    public WebhookReceiver Notifier { get; } = new();

    /// <summary>Where devices are subscribed.</summary>
    public PushService PushService { get; } = new();

    /// <summary>A key of the shop that may do everything.</summary>
    public string Key { get; private set; } = "";

    /// <summary>A key that may read alone.</summary>
    public string ReadingKey { get; private set; } = "";

    /// <summary>A key that has been revoked.</summary>
    public string RevokedKey { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Shop = new HostSigner(ShopIssuer, Audience, "RS256", "new", data => _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        ShopBefore = new HostSigner(ShopIssuer, Audience, "ES256", "old", data => _ecdsa.SignData(data, HashAlgorithmName.SHA256));
        Club = new HostSigner(ClubIssuer, Audience, "HS256", null, data => HMACSHA256.HashData(_secret, data));
        var settings = new Dictionary<string, string>(ServerSettings.WideLimits)
        {
            ["Chat__Hosts__Issuers__shop__Issuer"] = ShopIssuer,
            ["Chat__Hosts__Issuers__shop__Audience"] = Audience,
            ["Chat__Hosts__Issuers__shop__PublicKeys__new"] = _rsa.ExportSubjectPublicKeyInfoPem(),
            ["Chat__Hosts__Issuers__shop__PublicKeys__old"] = _ecdsa.ExportSubjectPublicKeyInfoPem(),
            ["Chat__Hosts__Issuers__club__Issuer"] = ClubIssuer,
            ["Chat__Hosts__Issuers__club__Audience"] = Audience,
            ["Chat__Hosts__Issuers__club__Secrets__only"] = Convert.ToBase64String(_secret),
            ["Chat__Webhooks__Endpoints__shop__Url"] = Receiver.Url.ToString(),
            ["Chat__Webhooks__Endpoints__shop__Secrets__0"] = Receiver.Secret,
            ["Chat__Webhooks__Endpoints__notifier__Url"] = Notifier.Url.ToString(),
            ["Chat__Webhooks__Endpoints__notifier__Secrets__0"] = Notifier.Secret,
            ["Chat__Webhooks__Endpoints__notifier__Events__0"] = "push",
            ["Chat__Webhooks__Endpoints__notifier__Events__1"] = "push.withdrawn",
            ["Chat__Push__PrivateKey"] = await NewVapidKeyAsync(),
            ["Chat__Push__Subject"] = "mailto:ops@chat.example",
            ["Chat__Push__AllowHttp"] = "true",
            ["Chat__Push__AllowPrivateAddresses"] = "true",
            ["Chat__Push__Delay"] = "00:00:00.2",
            ["Chat__Push__FirstPause"] = "00:00:00.1",
            ["Chat__Push__Timeout"] = "00:01:00",
            ["Chat__Webhooks__AllowHttp"] = "true",
            ["Chat__Webhooks__AllowPrivateAddresses"] = "true",
            ["Chat__Webhooks__Attempts"] = WebhookAttempts.ToString(CultureInfo.InvariantCulture),
            ["Chat__Webhooks__FirstPause"] = "00:00:00.1",
            ["Chat__Webhooks__Timeout"] = "00:01:00",
        };
        _server = await ChatServer.StartAsync(settings, CreateKeysAsync);
    }

    public async Task DisposeAsync()
    {
        _rsa.Dispose();
        _ecdsa.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await Receiver.DisposeAsync();
        await Notifier.DisposeAsync();
        await PushService.DisposeAsync();
    }

    /// <summary>An id that no host has used.</summary>
    public static string NewSubject() => $"customer:{Random.Shared.NextInt64().ToString(CultureInfo.InvariantCulture)}";

    // The verb needs nothing but itself.
    private static async Task<string> NewVapidKeyAsync()
    {
        const string Label = "Chat:Push:PrivateKey ";
        await using var process = ServerProcess.Start(new ProgramStart { Project = "Silo", Arguments = ["vapid"] });
        var code = await process.WaitForExitAsync(Wire.Deadline * 3);
        return process.Output.Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault(line => line.StartsWith(Label, StringComparison.Ordinal)) is { } line && code == 0
            ? line[Label.Length..]
            : throw new ExpectationException($"There is no key in '{process.Output}'.");
    }

    private async Task CreateKeysAsync(ChatServer server)
    {
        Key = await CreateKeyAsync(server, "backend", AllScopes);
        ReadingKey = await CreateKeyAsync(server, "reader", "messages:read");
        RevokedKey = await CreateKeyAsync(server, "stolen", AllScopes);
        await server.RunVerbAsync("keys", "revoke", "--key", RevokedKey[..KeyIdLength]);
    }

    private static async Task<string> CreateKeyAsync(ChatServer server, string name, string scopes)
    {
        var output = await server.RunVerbAsync("keys", "create", "--host", "shop", "--name", name, "--scopes", scopes);
        return output.Split('\n', StringSplitOptions.TrimEntries).Single(line => line.StartsWith("chat_", StringComparison.Ordinal));
    }
}
