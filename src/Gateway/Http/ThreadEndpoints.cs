using System.Security.Claims;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http.Requests;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>Threads: listing, opening, closing.</summary>
internal static class ThreadEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var threads = api.MapGroup("/threads").WithTags("Threads");
        threads.MapGet(string.Empty, ListAsync)
            .WithSummary("The caller's threads, newest activity first: all, the archived ones (true), or the others (false).")
            .Refuses(400, 401, 503);
        threads.MapPost(string.Empty, OpenAsync)
            .WithSummary("Opens the thread with somebody: 201 when the two had none before, else 200.")
            .Takes<OpenRequest>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 429, 503);
        threads.MapGet("/{id}", GetAsync)
            .WithSummary("One thread of the caller's.")
            .Refuses(400, 401, 403, 404, 503);
        threads.MapPost("/{id}/close", CloseAsync)
            .WithSummary("Ends the active phase for both; history stays readable.")
            .Refuses(400, 401, 403, 404, 503);
        threads.MapPut("/{id}/archive", (string id, ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken) =>
                ArchiveAsync(id, archived: true, user, grains, calls, cancellationToken))
            .WithSummary("Puts the thread away for the caller; a new message brings it back.")
            .Refuses(400, 401, 403, 404, 503);
        threads.MapDelete("/{id}/archive", (string id, ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken) =>
                ArchiveAsync(id, archived: false, user, grains, calls, cancellationToken))
            .WithSummary("Brings the thread back for the caller.")
            .Refuses(400, 401, 403, 404, 503);
        MuteEndpoints.Map(threads);
        MessageEndpoints.Map(threads);
        AttachmentEndpoints.Map(threads);
    }

    private static async Task<Results<Ok<ThreadPage>, ProblemResult>> ListAsync(
        WholeNumber? limit,
        string? cursor,
        Truth? archived,
        ClaimsPrincipal user,
        IGrainFactory grains,
        GrainCalls calls,
        CancellationToken cancellationToken)
    {
        long count = ThreadPage.DefaultLimit;
        var refusal = Truth.Read("archived", archived, out var which) ??
                      WholeNumber.Read("limit", limit, 1, ThreadPage.MaxLimit, ref count);
        if (refusal is not null)
        {
            return ProblemResult.Of(refusal);
        }

        var page = await calls.ReadAsync(
            () => Reader(grains, user).ListAsync(user.UserId(), (int)count, cursor, which), cancellationToken);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }

    private static async Task<Results<Created<ThreadView>, Ok<ThreadView>, ProblemResult>> OpenAsync(
        HttpContext context, IOpeningLimiter limiter, Exemption exemption, IGrainFactory grains, GrainCalls calls)
    {
        var body = await JsonBody.ReadAsync<OpenRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        if (Addressee.Validate("with", body.Value.With) is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var caller = context.User.UserId();
        var with = body.Value.With.Value!;
        if (!exemption.Covers(context) && !limiter.TryTake(caller, with, out var retryAfterMs))
        {
            return ProblemResult.Of(Refusal.RateLimited(retryAfterMs));
        }

        var opened = await calls.LongCommandAsync(
            () => grains.GetGrainFor<IThreadDirectoryGrain>(caller).OpenAsync(caller, with, closeCurrent: false),
            context.RequestAborted);
        return !opened.Ok ? ProblemResult.Of(opened.Error)
            : opened.Value.Created ? TypedResults.Created($"{ChatApi.Base}/threads/{opened.Value.Thread.ThreadId}", opened.Value.Thread)
            : TypedResults.Ok(opened.Value.Thread);
    }

    private static async Task<Results<Ok<ThreadView>, ProblemResult>> GetAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var thread = await calls.ReadAsync(() => Reader(grains, user).GetAsync(user.UserId(), threadId), cancellationToken);
        return thread.Ok ? TypedResults.Ok(thread.Value) : ProblemResult.Of(thread.Error);
    }

    private static async Task<Results<Ok<ThreadView>, ProblemResult>> CloseAsync(
        string id, ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var thread = await calls.LongCommandAsync(
            () => grains.GetGrain<IThreadGrain>(threadId.Value).CloseAsync(user.UserId()), cancellationToken);
        return thread.Ok ? TypedResults.Ok(thread.Value) : ProblemResult.Of(thread.Error);
    }

    private static async Task<Results<Ok<ThreadView>, ProblemResult>> ArchiveAsync(
        string id, bool archived, ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var thread = await calls.CommandAsync(
            () => grains.GetGrain<IThreadGrain>(threadId.Value).ArchiveAsync(user.UserId(), archived), cancellationToken);
        return thread.Ok ? TypedResults.Ok(thread.Value) : ProblemResult.Of(thread.Error);
    }

    private static IThreadReaderGrain Reader(IGrainFactory grains, ClaimsPrincipal user) =>
        grains.GetGrainFor<IThreadReaderGrain>(user.UserId());
}
