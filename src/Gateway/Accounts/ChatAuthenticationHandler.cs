using System.Text.Encodings.Web;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>
/// Takes access tokens in the <c>Authorization</c> header; for the hub, tickets as well, there or in the query string.
/// A ticket is spent when a WebSocket is about to be opened with it, and only then.
/// </summary>
internal sealed class ChatAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Tokens tokens,
    SessionWatch sessions,
    IGrainFactory grains,
    GrainCalls calls,
    TimeProvider time) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The hub's path.</summary>
    public const string HubPath = "/hubs/chat";

    private const string Prefix = "Bearer ";
    private const string QueryParameter = "access_token";
    private const int RetryAfterMs = 1_000;

    /// <summary>How long the first callers wait for a gateway that has just started.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(5);

    private Refusal? _refusal;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var isHub = Request.Path.StartsWithSegments(HubPath);
        var header = ReadHeader();
        var ticketText = header ?? (isHub ? ReadQuery() : null);
        if (ticketText is null)
        {
            return AuthenticateResult.NoResult();
        }

        if (!await IsReadyAsync())
        {
            return Refuse(Refusal.Unavailable(RetryAfterMs));
        }

        var access = header is null ? null : tokens.ReadAccessToken(header);
        var ticket = access is null && isHub ? tokens.ReadTicket(ticketText) : null;
        if ((access ?? ticket) is not { } credential || sessions.Contains(credential.SessionId))
        {
            return AuthenticateResult.Fail("The credential is void.");
        }

        // Over HTTP/1.1 an upgrade, over HTTP/2 an extended CONNECT; negotiating is neither. Whatever the rest of the path
        // (routing forgives a slash at the end), so that no spelling of it gets around the spending.
        if (ticket is not null && Context.WebSockets.IsWebSocketRequest && await SpendAsync(credential) is { } refusal)
        {
            return Refuse(refusal);
        }

        var principal = ChatClaims.Principal(credential.UserId, credential.SessionId, credential.Role);
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        (_refusal is { } refusal ? ProblemResult.Of(refusal) : StatusProblem.Unauthenticated()).ExecuteAsync(Context);

    /// <summary>Only a role can be missing.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemResult.Of(Refusal.Forbidden()).ExecuteAsync(Context);

    private async Task<Refusal?> SpendAsync(Credential ticket)
    {
        var spent = new SpentTicket { TicketId = ticket.Id, SessionId = ticket.SessionId, ExpiresAt = ticket.ExpiresAt };
        var outcome = await calls.OnceAsync(() => grains.GetGrain<IAccountGrain>(0).SpendTicketAsync(spent), Context.RequestAborted);
        return outcome.Error;
    }

    /// <summary>Before the keys and the ended sessions are known, nobody can be told from somebody.</summary>
    private async Task<bool> IsReadyAsync()
    {
        if (sessions.Loaded.IsCompleted)
        {
            return true;
        }

        try
        {
            await sessions.Loaded.WaitAsync(StartPatience, time, Context.RequestAborted);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private string? ReadHeader()
    {
        var values = Request.Headers.Authorization;
        return values is [{ } value] && value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? value[Prefix.Length..].Trim()
            : null;
    }

    private string? ReadQuery() => Request.Query[QueryParameter] is [{ Length: > 0 } value] ? value : null;

    private AuthenticateResult Refuse(Refusal refusal)
    {
        _refusal = refusal;
        return AuthenticateResult.Fail(refusal.Message);
    }
}
