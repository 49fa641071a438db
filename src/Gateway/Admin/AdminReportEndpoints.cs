using ChatOrleans.Gateway.Admin.Requests;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Admin;

/// <summary>Reports, for moderators and admins.</summary>
internal static class AdminReportEndpoints
{
    public static void Map(RouteGroupBuilder admin)
    {
        var reports = admin.MapGroup("/reports");
        reports.MapGet(string.Empty, ListAsync)
            .WithSummary("Reports, the newest first: all, those that are dealt with (true), or the open ones (false). For moderators.")
            .Demands(UserRole.Moderator)
            .Refuses(400, 401, 403, 429, 503);
        reports.MapPost("/{id}/resolve", ResolveAsync)
            .WithSummary("Says that a report is dealt with. For moderators.")
            .Takes<ReasonRequest>()
            .Demands(UserRole.Moderator)
            .Refuses(400, 401, 403, 404, 413, 415, 429, 503);
    }

    private static async Task<Results<Ok<FiledReportPage>, ProblemResult>> ListAsync(
        Truth? resolved, WholeNumber? limit, string? cursor, HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        long count = FiledReportPage.DefaultLimit;
        var refusal = Truth.Read("resolved", resolved, out var which) ??
                      WholeNumber.Read("limit", limit, 1, FiledReportPage.MaxLimit, ref count);
        if (refusal is not null)
        {
            return ProblemResult.Of(refusal);
        }

        var call = AdminCaller.Of(context);
        var page = await calls.ReadAsync(
            () => Moderation(grains).ListReportsAsync(call, which, (int)count, cursor), context.RequestAborted);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }

    private static async Task<Results<NoContent, ProblemResult>> ResolveAsync(
        string id, HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var reason = await ReasonRequest.ReadAsync(context);
        if (!reason.Ok)
        {
            return ProblemResult.Of(reason.Error);
        }

        if (!Guid.TryParseExact(id, "N", out var reportId))
        {
            return ProblemResult.Of(Refusal.InvalidArgument("reportId", "reportId is 32 hexadecimal digits."));
        }

        var call = AdminCaller.Of(context, reason.Value);
        var done = await calls.CommandAsync(() => Moderation(grains).ResolveReportAsync(call, reportId), context.RequestAborted);
        return done.Ok ? TypedResults.NoContent() : ProblemResult.Of(done.Error);
    }

    private static IModerationGrain Moderation(IGrainFactory grains) => grains.GetGrain<IModerationGrain>(0);
}
