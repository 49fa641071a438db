using System.Text.Json.Serialization.Metadata;
using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Http;

/// <summary>The calls that need no session.</summary>
internal sealed class AuthCalls(HttpWire wire)
{
    public Task<SignedInAnswer> RegisterAsync(RegisterRequest request, CancellationToken cancellationToken) =>
        SignInAsync("auth/register", request, ContractJson.Default.RegisterRequest, cancellationToken);

    public Task<SignedInAnswer> LogInAsync(LoginRequest request, CancellationToken cancellationToken) =>
        SignInAsync("auth/login", request, ContractJson.Default.LoginRequest, cancellationToken);

    public Task<SignedInAnswer> LogInAsync(HostLoginRequest request, CancellationToken cancellationToken) =>
        SignInAsync("auth/host", request, ContractJson.Default.HostLoginRequest, cancellationToken);

    public Task<SignedInAnswer> RefreshAsync(string refreshToken) => SignInAsync(
        "auth/refresh", new RefreshRequest { RefreshToken = refreshToken }, ContractJson.Default.RefreshRequest, CancellationToken.None);

    public async Task LogOutAsync(string accessToken, CancellationToken cancellationToken)
    {
        using var answer = await wire.SendAsync(new HttpCall(HttpMethod.Post, "auth/logout") { Token = accessToken }, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SignedInAnswer> SignInAsync<T>(
        string path, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var call = new HttpCall(HttpMethod.Post, path) { Content = () => HttpWire.JsonOf(body, type) };
        using var answer = await wire.SendAsync(call, cancellationToken).ConfigureAwait(false);
        var tokens = await HttpWire.ReadAsync(answer, ContractJson.Default.SignedIn, cancellationToken).ConfigureAwait(false);
        return new SignedInAnswer(tokens, answer.Headers.Date);
    }
}
