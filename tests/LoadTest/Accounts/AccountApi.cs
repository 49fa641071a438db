using System.Net.Http.Json;
using System.Text.Json;

namespace ChatOrleans.LoadTest.Accounts;

/// <summary>The HTTP calls that make and renew accounts.</summary>
internal sealed class AccountApi(Uri server) : IDisposable
{
    private const string Password = "a load test's own password";
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
    {
        BaseAddress = server,
        Timeout = LongestWait,
    };

    /// <summary>A new account with a random handle.</summary>
    public async Task<Account> RegisterAsync(CancellationToken cancellationToken)
    {
        var handle = $"load.{Guid.NewGuid():N}"[..24];
        return await PostAsync("register", new { handle, password = Password }, cancellationToken)
            ?? throw new SetUpException("The server refused a new account as if it were an old one.");
    }

    /// <summary>An account of an earlier run with new tokens; null when this server does not know it.</summary>
    public async Task<Account?> RenewAsync(Account account, CancellationToken cancellationToken) =>
        await PostAsync("refresh", new { refreshToken = account.RefreshToken }, cancellationToken)
        ?? await PostAsync("login", new { handle = account.Handle, password = Password }, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<Account?> PostAsync(string call, object body, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var response = await _http.PostAsJsonAsync($"api/v1/auth/{call}", body, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadFromJsonAsync<Account>(cancellationToken);
            }

            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            switch (CodeOf(text))
            {
                case "unauthenticated" or "invalid_credentials":
                    return null;
                case "rate_limited":
                    throw new SetUpException($"The server answered rate_limited to '{call}'. {ServerLimits.Advice}");
                case "overloaded" or "unavailable" when TimeProvider.System.GetElapsedTime(since) < LongestWait:
                    await Task.Delay(LeastPause, cancellationToken);
                    break;
                default:
                    throw new SetUpException($"The server answered {(int)response.StatusCode} to '{call}': {text}");
            }
        }
    }

    private static string? CodeOf(string problem)
    {
        try
        {
            using var document = JsonDocument.Parse(problem);
            return document.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
