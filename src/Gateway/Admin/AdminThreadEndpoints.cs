using ChatOrleans.Gateway.Admin.Requests;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Admin;

/// <summary>Threads, and their messages with a reason, for moderators and admins.</summary>
internal static class AdminThreadEndpoints
{
    public static void Map(RouteGroupBuilder admin)
    {
        var threads = admin.MapGroup("/threads");
        threads.MapGet("/{id}", GetAsync)
            .WithSummary("A thread, without its messages. For moderators.")
            .Demands(UserRole.Moderator)
            .Refuses(400, 401, 403, 404, 429, 503);
        threads.MapPost("/{id}/messages/read", ReadAsync)
            .WithSummary("A page of messages as GET …/messages has it, once the reason is in the audit. For moderators.")
            .Takes<ReasonRequest>()
            .Demands(UserRole.Moderator)
            .Refuses(400, 401, 403, 404, 413, 415, 429, 503);
        threads.MapPost("/{id}/messages/{seq}/versions/read", ReadVersionsAsync)
            .WithSummary("The texts that a message has had, once the reason is in the audit. For moderators.")
            .Takes<ReasonRequest>()
            .Demands(UserRole.Moderator)
            .Refuses(400, 401, 403, 404, 413, 415, 429, 503);
        threads.MapGet("/{id}/path", ExplainAsync)
            .WithSummary("What became of a message, by seq or clientMessageId, without its text. For admins.")
            .Demands(UserRole.Admin)
            .Refuses(400, 401, 403, 404, 429, 503);
    }

    private static async Task<Results<Ok<AdminThread>, ProblemResult>> GetAsync(
        string id, HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var call = AdminCaller.Of(context);
        var thread = await calls.ReadAsync(() => Moderation(grains).GetThreadAsync(call, threadId), context.RequestAborted);
        return thread.Ok ? TypedResults.Ok(thread.Value) : ProblemResult.Of(thread.Error);
    }

    private static async Task<Results<Ok<HistoryPage>, ProblemResult>> ReadAsync(
        string id,
        WholeNumber? before,
        WholeNumber? after,
        WholeNumber? around,
        WholeNumber? limit,
        HttpContext context,
        IGrainFactory grains,
        GrainCalls calls)
    {
        var reason = await ReasonRequest.ReadAsync(context);
        if (!reason.Ok)
        {
            return ProblemResult.Of(reason.Error);
        }

        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        if (MessageEndpoints.ReadQuery(before, after, around, limit, out var query) is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var call = AdminCaller.Of(context, reason.Value);
        var page = await calls.ReadAsync(
            () => Moderation(grains).ReadMessagesAsync(call, threadId, query), context.RequestAborted);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }

    private static async Task<Results<Ok<TextVersions>, ProblemResult>> ReadVersionsAsync(
        string id, WholeNumber seq, HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var reason = await ReasonRequest.ReadAsync(context);
        if (!reason.Ok)
        {
            return ProblemResult.Of(reason.Error);
        }

        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        long place = 0;
        if (WholeNumber.Read("seq", seq, 1, MessageEndpoints.MaxSeq, ref place) is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var call = AdminCaller.Of(context, reason.Value);
        var versions = await calls.ReadAsync(
            () => Moderation(grains).ReadVersionsAsync(call, threadId, place), context.RequestAborted);
        return versions.Ok ? TypedResults.Ok(versions.Value) : ProblemResult.Of(versions.Error);
    }

    private static async Task<Results<Ok<MessagePaths>, ProblemResult>> ExplainAsync(
        string id, WholeNumber? seq, string? clientMessageId, HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        long? place = null;
        var refusal =
            WholeNumber.Read("seq", seq, 1, MessageEndpoints.MaxSeq, ref place) ??
            (clientMessageId is null ? null : ClientMessageId.Validate(clientMessageId)) ??
            (place is null == (clientMessageId is null)
                ? Refusal.InvalidArgument("seq", "Either seq or clientMessageId says which message.")
                : null);
        if (refusal is not null)
        {
            return ProblemResult.Of(refusal);
        }

        var call = AdminCaller.Of(context);
        var paths = await calls.ReadAsync(
            () => Moderation(grains).ExplainAsync(call, threadId, place, clientMessageId), context.RequestAborted);
        return paths.Ok ? TypedResults.Ok(paths.Value) : ProblemResult.Of(paths.Error);
    }

    private static IModerationGrain Moderation(IGrainFactory grains) => grains.GetGrain<IModerationGrain>(0);
}
