using System.Security.Claims;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http.Answers;
using ChatOrleans.Gateway.Http.Requests;
using ChatOrleans.Grains.Abstractions.Exports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>What there is of the caller: having it written down, and having it gone.</summary>
internal static class PrivacyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("Accounts");
        me.MapDelete(string.Empty, EraseAsync)
            .WithSummary("Erases the caller, for ever; all sessions end at once, and what is stored goes in the background.")
            .LimitedByUser(limits => limits.PasswordCheck)
            .Takes<EraseRequest>()
            .Refuses(400, 401, 413, 415, 429, 503);
        me.MapPost("/export", RequestAsync)
            .WithSummary("Has everything written down that is stored of the caller, in the background.")
            .LimitedByUser(limits => limits.Export)
            .Refuses(401, 404, 429, 503);
        me.MapGet("/export", GetAsync)
            .WithSummary("The caller's last export, and where its files are.")
            .Refuses(401, 404, 503);
        me.MapGet("/export/json", (ClaimsPrincipal user, ExportDownload download, CancellationToken cancellationToken) =>
                download.BeginAsync(user.UserId(), ExportFormat.Json, cancellationToken))
            .WithSummary("The export for programs.")
            .Produces<object>(StatusCodes.Status200OK, "application/json")
            .Refuses(401, 404, 503);
        me.MapGet("/export/html", (ClaimsPrincipal user, ExportDownload download, CancellationToken cancellationToken) =>
                download.BeginAsync(user.UserId(), ExportFormat.Html, cancellationToken))
            .WithSummary("The export for people: one page.")
            .Produces<string>(StatusCodes.Status200OK, "text/html")
            .Refuses(401, 404, 503);
    }

    private static async Task<Results<Accepted, ProblemResult>> EraseAsync(HttpContext context, AccountSafety safety)
    {
        var body = await JsonBody.ReadAsync<EraseRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        if (FieldRefusal.OfRequired("password", body.Value.Password) is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var erased = await safety.EraseAsync(context.User.UserId(), body.Value.Password.Value!, context.RequestAborted);
        return erased.Ok ? TypedResults.Accepted((string?)null) : ProblemResult.Of(erased.Error);
    }

    private static async Task<Results<Accepted<ExportAnswer>, ProblemResult>> RequestAsync(
        ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        var caller = user.UserId();
        var export = await calls.CommandAsync(() => grains.GetGrain<IExportGrain>(0).RequestAsync(caller), cancellationToken);
        return export.Ok
            ? TypedResults.Accepted((string?)null, ExportAnswer.Of(export.Value))
            : ProblemResult.Of(export.Error);
    }

    private static async Task<Results<Ok<ExportAnswer>, ProblemResult>> GetAsync(
        HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var caller = context.User.UserId();
        var export = await calls.ReadAsync(() => grains.GetGrain<IExportGrain>(0).GetAsync(caller), context.RequestAborted);
        if (!export.Ok)
        {
            return ProblemResult.Of(export.Error);
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(ExportAnswer.Of(export.Value));
    }
}
