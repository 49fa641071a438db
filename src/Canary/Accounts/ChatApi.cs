using System.Net;
using System.Text.Json;
using ChatOrleans.Canary.Wire;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Canary.Accounts;

/// <summary>The contract's HTTP calls for accounts, at whichever gateway answers.</summary>
internal sealed class ChatApi : IDisposable
{
    private const string Prefix = "/api/v1/auth/";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    private readonly Uri[] _gateways;
    private readonly string _password;
    private int _turn;

    public ChatApi(IOptions<CanaryOptions> options)
    {
        _gateways = [.. options.Value.Gateways.Select(gateway => new Uri(gateway))];
        _password = options.Value.Password;
    }

    /// <summary>Logs in, and registers where nobody has the handle yet.</summary>
    public async Task<Account> SignInAsync(string handle, CancellationToken cancellationToken)
    {
        try
        {
            return await PostAsync("login", new { handle, password = _password }, cancellationToken);
        }
        catch (RefusedException refusal) when (refusal.Code == "invalid_credentials")
        {
            // Nobody's handle, or somebody else's: then registering is refused with handle_taken.
            return await PostAsync("register", new { handle, password = _password }, cancellationToken);
        }
    }

    /// <summary>A new access token.</summary>
    public Task<Account> RefreshAsync(Account account, CancellationToken cancellationToken) =>
        PostAsync("refresh", new { refreshToken = account.RefreshToken }, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<Account> PostAsync(string call, object body, CancellationToken cancellationToken)
    {
        var gateway = _gateways[(uint)Interlocked.Increment(ref _turn) % (uint)_gateways.Length];
        using var answer = await _http.PostAsJsonAsync(new Uri(gateway, Prefix + call), body, cancellationToken);
        var content = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created
            ? content.Deserialize<Account>(JsonSerializerOptions.Web)!
            : throw HubLink.Refusal(content);
    }
}
