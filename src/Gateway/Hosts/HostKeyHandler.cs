using System.Text.Encodings.Web;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>
/// Takes keys of host applications' servers in the <c>Authorization</c> header, for their calls only. Each call asks for the
/// key, so that a revoked one is void at once.
/// </summary>
internal sealed class HostKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IGrainFactory grains,
    GrainCalls calls) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    private Refusal? _refusal;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } value] || !value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (!HostKeyText.TryRead(value[Prefix.Length..].Trim(), out var keyId, out var secretHash))
        {
            return AuthenticateResult.Fail("This is no key.");
        }

        var key = await calls.ReadAsync(() => grains.GetGrain<IHostGrain>(0).FindKeyAsync(keyId, secretHash), Context.RequestAborted);
        if (!key.Ok)
        {
            _refusal = key.Error.Code == RefusalCode.Unauthenticated ? null : key.Error;
            return AuthenticateResult.Fail(key.Error.Message);
        }

        return AuthenticateResult.Success(new AuthenticationTicket(HostCaller.Principal(key.Value), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        (_refusal is { } refusal ? ProblemResult.Of(refusal) : StatusProblem.Unauthenticated()).ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemResult.Of(new Refusal
        {
            Code = ProblemCode.InsufficientScope,
            Message = $"The key lacks the scope {Context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Name}.",
        }).ExecuteAsync(Context);
}
