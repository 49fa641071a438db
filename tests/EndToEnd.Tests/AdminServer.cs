using System.Net;
using System.Security.Cryptography;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A server whose first admin was made as an operator does it, and who has made a moderator.</summary>
public sealed class AdminServer : IAsyncLifetime
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private ChatServer? _server;

    public ChatServer Server => _server ?? throw new ExpectationException("The server is not started.");

    /// <summary>The first admin.</summary>
    public Account Admin { get; private set; } = null!;

    /// <summary>A moderator.</summary>
    public Account Moderator { get; private set; } = null!;

    /// <summary>Somebody without a role.</summary>
    public Account Person { get; private set; } = null!;

    /// <summary>What the verb said when it made the admin.</summary>
    public string Granted { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var server = _server = await ChatServer.StartAsync(new Dictionary<string, string>(ServerSettings.WideLimits)
        {
            ["Chat__Hosts__Issuers__club__Issuer"] = HostServer.ClubIssuer,
            ["Chat__Hosts__Issuers__club__Audience"] = HostServer.Audience,
            ["Chat__Hosts__Issuers__club__Secrets__only"] = Convert.ToBase64String(_secret),
        });
        var (first, second) = (await server.RegisterAsync("root"), await server.RegisterAsync("mod"));
        await server.StopAsync();
        Granted = await server.RunVerbAsync("admin", "grant", "--user", first.Handle.ToUpperInvariant());
        await server.RestartAsync();
        Admin = await server.Api.LoginAsync(first.Handle);
        Moderator = await PromoteAsync(second, "moderator");
        Person = await server.RegisterAsync("person");
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>Logs a host application's user in.</summary>
    public Task<HttpAnswer> HostLoginAsync(string subject)
    {
        var club = new HostSigner(
            HostServer.ClubIssuer, HostServer.Audience, "HS256", null, data => HMACSHA256.HashData(_secret, data));
        return Server.Api.PostAsync("/auth/host", new { token = club.Token(subject) });
    }

    /// <summary>A call of the admin's below <c>/api/v1/admin</c>.</summary>
    public Task<HttpAnswer> CallAsync(HttpMethod method, string path, object? body = null) =>
        Server.Api.CallAsync(method, $"/admin{path}", body, Admin.AccessToken);

    /// <summary>A GET of the admin's.</summary>
    public async Task<T> GetAsync<T>(string path) => (await CallAsync(HttpMethod.Get, path)).Must<T>(HttpStatusCode.OK);

    /// <summary>A POST of the admin's, with a reason.</summary>
    public Task<HttpAnswer> PostAsync(string path, string reason) => CallAsync(HttpMethod.Post, path, new { reason });

    /// <summary>Gives somebody a role; their tokens that say so.</summary>
    public async Task<Account> PromoteAsync(Account account, string role)
    {
        (await CallAsync(HttpMethod.Put, $"/users/{account.UserId}/role", new { role, reason = "for a test" }))
            .MustBe(HttpStatusCode.NoContent);
        return (await Server.Api.RefreshAsync(account.RefreshToken)).Must<Account>(HttpStatusCode.OK);
    }
}
