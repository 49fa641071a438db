using System.Security.Claims;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Hosts;
using ChatOrleans.Gateway.Http.Answers;
using ChatOrleans.Gateway.Http.Requests;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>Registering, logging in and out, and what opens connections.</summary>
internal static class AuthEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Accounts");
        auth.MapPost("/register", RegisterAsync)
            .WithSummary("Creates an account and its first session.")
            .LimitedByAddress(limits => limits.Registration)
            .Takes<RegisterRequest>()
            .Refuses(400, 409, 413, 415, 429, 503)
            .AllowAnonymous();
        auth.MapPost("/login", LoginAsync)
            .WithSummary("Begins a session.")
            .LimitedByAddress(limits => limits.Login)
            .Takes<LoginRequest>()
            .Refuses(400, 401, 403, 413, 415, 429, 503)
            .AllowAnonymous();
        auth.MapPost("/host", HostAsync)
            .WithSummary("Begins a session for a host application's user, who has no password here.")
            .LimitedByAddress(limits => limits.Login)
            .Takes<HostLoginRequest>()
            .Refuses(400, 401, 403, 413, 415, 429, 503)
            .AllowAnonymous();
        auth.MapPost("/refresh", RefreshAsync)
            .WithSummary("Exchanges a refresh token for new tokens. The old one dies; using it again revokes the session.")
            .Takes<RefreshRequest>()
            .Refuses(400, 401, 413, 415, 503)
            .AllowAnonymous();
        auth.MapPost("/logout", LogoutAsync)
            .WithSummary("Revokes the session and closes its connections within 5 s.")
            .Refuses(401, 503);
        api.MapPost("/connections/tickets", CreateTicket)
            .WithTags("Accounts")
            .WithSummary("A ticket for one connection, good for 60 s.")
            .Refuses(401, 503);
    }

    private static async Task<Results<Created<SignedIn>, ProblemResult>> RegisterAsync(
        HttpContext context, SignIn signIn, CallLimits limits, Exemption exemption)
    {
        var body = await JsonBody.ReadAsync<RegisterRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        var form = body.Value;
        Device device = default;
        var refusal = RegistrationForm.Validate(form.Handle, form.Password, form.DisplayName, form.Email) ??
                      DeviceForm.Read(form.DeviceName, context, out device);
        if (refusal is not null)
        {
            return ProblemResult.Of(refusal);
        }

        if (!exemption.Covers(context) &&
            !limits.RegistrationHandle.TryTake(NameKey.Of(form.Handle.Value!), out var retryAfterMs))
        {
            return ProblemResult.Of(Refusal.RateLimited(retryAfterMs));
        }

        var signedIn = await signIn.RegisterAsync(
            form.Handle.Value!, form.Password.Value!, form.DisplayName.Value, form.Email.Value, device, context.RequestAborted);
        return signedIn.Ok ? TypedResults.Created((string?)null, Secret(context, signedIn.Value)) : ProblemResult.Of(signedIn.Error);
    }

    private static async Task<Results<Ok<SignedIn>, ProblemResult>> LoginAsync(
        HttpContext context, SignIn signIn, LoginLimiter limiter, Exemption exemption)
    {
        var body = await JsonBody.ReadAsync<LoginRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        var form = body.Value;
        Device device = default;
        var refusal = FieldRefusal.OfRequired("handle", form.Handle) ??
                      FieldRefusal.OfRequired("password", form.Password) ??
                      FieldRefusal.Of("reactivate", form.Reactivate) ??
                      DeviceForm.Read(form.DeviceName, context, out device);
        if (refusal is not null)
        {
            return ProblemResult.Of(refusal);
        }

        var handle = form.Handle.Value!;
        var address = ClientAddress.Of(context);
        if (!exemption.Covers(context) && !limiter.TryTake(address, handle, out var retryAfterMs))
        {
            return ProblemResult.Of(Refusal.RateLimited(retryAfterMs));
        }

        var signedIn = await signIn.LoginAsync(handle, form.Password.Value!, form.Reactivate.Value, device, context.RequestAborted);
        if (!signedIn.Ok)
        {
            return ProblemResult.Of(signedIn.Error);
        }

        limiter.Succeeded(address, handle);
        return TypedResults.Ok(Secret(context, signedIn.Value));
    }

    private static async Task<Results<Ok<SignedIn>, ProblemResult>> HostAsync(HttpContext context, HostSignIn signIn)
    {
        var body = await JsonBody.ReadAsync<HostLoginRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        Device device = default;
        var refusal = FieldRefusal.OfRequired("token", body.Value.Token) ??
                      DeviceForm.Read(body.Value.DeviceName, context, out device);
        if (refusal is not null)
        {
            return ProblemResult.Of(refusal);
        }

        var signedIn = await signIn.ExchangeAsync(body.Value.Token.Value!, device, context.RequestAborted);
        return signedIn.Ok ? TypedResults.Ok(Secret(context, signedIn.Value)) : ProblemResult.Of(signedIn.Error);
    }

    private static async Task<Results<Ok<SignedIn>, ProblemResult>> RefreshAsync(HttpContext context, SignIn signIn)
    {
        var body = await JsonBody.ReadAsync<RefreshRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        if (FieldRefusal.OfRequired("refreshToken", body.Value.RefreshToken) is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var signedIn = await signIn.RefreshAsync(body.Value.RefreshToken.Value!, context.RequestAborted);
        return signedIn.Ok ? TypedResults.Ok(Secret(context, signedIn.Value)) : ProblemResult.Of(signedIn.Error);
    }

    private static async Task<Results<NoContent, ProblemResult>> LogoutAsync(
        ClaimsPrincipal user, SignIn signIn, CancellationToken cancellationToken)
    {
        var revoked = await signIn.LogoutAsync(user.SessionId(), cancellationToken);
        return revoked.Ok ? TypedResults.NoContent() : ProblemResult.Of(revoked.Error);
    }

    private static Created<TicketAnswer> CreateTicket(HttpContext context, Tokens tokens)
    {
        var (ticket, expiresAt) = tokens.NewTicket(context.User.UserId(), context.User.SessionId());
        return TypedResults.Created((string?)null, Secret(context, new TicketAnswer { Ticket = ticket, ExpiresAt = expiresAt }));
    }

    /// <summary>An answer that no cache may keep.</summary>
    private static T Secret<T>(HttpContext context, T answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        return answer;
    }
}
