using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Http.Requests;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>Changing one's password, having forgotten it, and leaving.</summary>
internal static class PasswordEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var accounts = api.MapGroup(string.Empty).WithTags("Accounts");
        accounts.MapPost("/me/password", ChangeAsync)
            .WithSummary("Changes the caller's password; all other sessions end.")
            .LimitedByUser(limits => limits.PasswordCheck)
            .Takes<ChangePasswordRequest>()
            .Refuses(400, 401, 413, 415, 429, 503);
        accounts.MapPost("/me/deactivate", DeactivateAsync)
            .WithSummary("Deactivates the caller's account; all sessions end and the active thread is closed.")
            .LimitedByUser(limits => limits.PasswordCheck)
            .Takes<DeactivateRequest>()
            .Refuses(400, 401, 413, 415, 429, 503);
        accounts.MapPost("/auth/password/forgot", ForgotAsync)
            .WithSummary("Asks for a mail with a token for a new password. The same answer whoever is named.")
            .LimitedByAddress(limits => limits.PasswordReset)
            .Takes<ForgotPasswordRequest>()
            .Refuses(400, 403, 413, 415, 429, 503)
            .AllowAnonymous();
        accounts.MapPost("/auth/password/reset", ResetAsync)
            .WithSummary("Chooses a new password with a mail's token, once; all sessions end.")
            .LimitedByAddress(limits => limits.PasswordReset)
            .Takes<ResetPasswordRequest>()
            .Refuses(400, 401, 413, 415, 429, 503)
            .AllowAnonymous();
    }

    private static async Task<Results<NoContent, ProblemResult>> ChangeAsync(HttpContext context, AccountSafety safety)
    {
        var body = await JsonBody.ReadAsync<ChangePasswordRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        var form = body.Value;
        var refusal = FieldRefusal.OfRequired("currentPassword", form.CurrentPassword) ??
                      RegistrationForm.ValidatePassword("newPassword", form.NewPassword);
        return refusal is not null
            ? ProblemResult.Of(refusal)
            : Answer(await safety.ChangePasswordAsync(
                context.User.UserId(),
                context.User.SessionId(),
                form.CurrentPassword.Value!,
                form.NewPassword.Value!,
                context.RequestAborted));
    }

    private static async Task<Results<NoContent, ProblemResult>> DeactivateAsync(HttpContext context, AccountSafety safety)
    {
        var body = await JsonBody.ReadAsync<DeactivateRequest>(context);
        return !body.Ok ? ProblemResult.Of(body.Error)
            : FieldRefusal.OfRequired("password", body.Value.Password) is { } refusal ? ProblemResult.Of(refusal)
            : Answer(await safety.DeactivateAsync(context.User.UserId(), body.Value.Password.Value!, context.RequestAborted));
    }

    private static async Task<Results<Accepted, ProblemResult>> ForgotAsync(
        HttpContext context, AccountSafety safety, CallLimits limits, Exemption exemption)
    {
        var body = await JsonBody.ReadAsync<ForgotPasswordRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        var name = body.Value.Name;
        var refusal = FieldRefusal.OfRequired("name", name) ??
                      (name.Value!.Length > RegistrationForm.MaxEmailLength
                          ? Refusal.InvalidArgument("name", "name is a handle or a mail address.")
                          : null);
        if (refusal is not null)
        {
            return ProblemResult.Of(refusal);
        }

        if (!exemption.Covers(context) && !limits.PasswordResetName.TryTake(NameKey.Of(name.Value!), out var retryAfterMs))
        {
            return ProblemResult.Of(Refusal.RateLimited(retryAfterMs));
        }

        var asked = await safety.RequestResetAsync(name.Value!, context.RequestAborted);
        return asked.Ok ? TypedResults.Accepted((string?)null) : ProblemResult.Of(asked.Error);
    }

    private static async Task<Results<NoContent, ProblemResult>> ResetAsync(HttpContext context, AccountSafety safety)
    {
        var body = await JsonBody.ReadAsync<ResetPasswordRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        var form = body.Value;
        var refusal = FieldRefusal.OfRequired("token", form.Token) ??
                      RegistrationForm.ValidatePassword("newPassword", form.NewPassword);
        return refusal is not null
            ? ProblemResult.Of(refusal)
            : Answer(await safety.ResetPasswordAsync(form.Token.Value!, form.NewPassword.Value!, context.RequestAborted));
    }

    private static Results<NoContent, ProblemResult> Answer(Result<Nothing> outcome) =>
        outcome.Ok ? TypedResults.NoContent() : ProblemResult.Of(outcome.Error);
}
