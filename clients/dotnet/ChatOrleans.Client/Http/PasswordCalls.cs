using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Http;

/// <summary>Passwords, changed and forgotten.</summary>
public sealed class PasswordCalls
{
    private readonly HttpWire _wire;
    private readonly SessionWire _session;

    internal PasswordCalls(HttpWire wire, SessionWire session) => (_wire, _session) = (wire, session);

    /// <summary>Changes the caller's password. This session goes on, all others end.</summary>
    /// <param name="currentPassword">The one until now.</param>
    /// <param name="newPassword">8 to 256 characters.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public Task ChangeAsync(string currentPassword, string newPassword, CancellationToken cancellationToken = default)
    {
        var request = new ChangePasswordRequest { CurrentPassword = currentPassword, NewPassword = newPassword };
        return _session.CallAsync(
            new HttpCall(HttpMethod.Post, "me/password") { Content = () => HttpWire.JsonOf(request, ContractJson.Default.ChangePasswordRequest) },
            cancellationToken);
    }

    /// <summary>Asks for a mail with a token for a new password; the answer is the same whether or not there is such an account. Needs no session.</summary>
    /// <param name="name">A handle or a mail address.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public async Task ForgotAsync(string name, CancellationToken cancellationToken = default)
    {
        var request = new ForgotPasswordRequest { Name = name };
        using var answer = await _wire.SendAsync(
            new HttpCall(HttpMethod.Post, "auth/password/forgot") { Content = () => HttpWire.JsonOf(request, ContractJson.Default.ForgotPasswordRequest) },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Chooses a new password with a mail's token; all sessions of the account end. Needs no session.</summary>
    /// <param name="token">The mail's; it works once.</param>
    /// <param name="newPassword">8 to 256 characters.</param>
    /// <param name="cancellationToken">Gives the call up; it may have been done.</param>
    public async Task ResetAsync(string token, string newPassword, CancellationToken cancellationToken = default)
    {
        var request = new ResetPasswordRequest { Token = token, NewPassword = newPassword };
        using var answer = await _wire.SendAsync(
            new HttpCall(HttpMethod.Post, "auth/password/reset") { Content = () => HttpWire.JsonOf(request, ContractJson.Default.ResetPasswordRequest) },
            cancellationToken).ConfigureAwait(false);
    }
}
