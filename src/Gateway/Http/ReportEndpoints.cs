using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http.Requests;
using ChatOrleans.Gateway.Hubs.Answers;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>Reports about people.</summary>
internal static class ReportEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/reports", ReportAsync)
            .WithTags("People")
            .WithSummary("Reports somebody, a thread with them, or a message of theirs.")
            .Takes<ReportRequest>()
            .Refuses(400, 401, 403, 404, 413, 415, 429, 503);

    private static async Task<Results<Created<ReportAnswer>, ProblemResult>> ReportAsync(
        HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var body = await JsonBody.ReadAsync<ReportRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        var form = body.Value;
        if (!ReportForm.TryRead(form.UserId, form.ThreadId, form.Seq, form.Reason, form.Text, out var report, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var caller = context.User.UserId();
        var stored = await calls.CommandAsync(
            () => grains.GetGrain<IReportGrain>(0).ReportAsync(caller, report), context.RequestAborted);
        return stored.Ok ? TypedResults.Created((string?)null, ReportAnswer.Of(report)) : ProblemResult.Of(stored.Error);
    }
}
