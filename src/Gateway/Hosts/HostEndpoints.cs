using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Hosts.Answers;
using ChatOrleans.Gateway.Hosts.Requests;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Erasure;
using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>The calls of host applications' servers, and their users.</summary>
internal static class HostEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var host = endpoints.MapGroup($"{ChatApi.Base}/host").WithTags("Host").AddEndpointFilter(LimitAsync);
        host.MapPost("/users", TakeUserAsync)
            .WithSummary("The account of a user of the host's own: 201 when it was made now, 200 when it is there.")
            .Takes<HostUserRequest>()
            .Demands(HostScope.UsersWrite)
            .Refuses(400, 401, 403, 409, 413, 415, 429, 503);
        host.MapDelete("/users/{userId}/sessions", EndSessionsAsync)
            .WithSummary("Ends all sessions of a user and closes their connections within 5 s.")
            .Demands(HostScope.UsersWrite)
            .Refuses(400, 401, 403, 429, 503);
        host.MapDelete("/users/{userId}", EraseAsync)
            .WithSummary("Erases a user, for ever. Repeated, it says how far that is.")
            .Demands(HostScope.UsersErase)
            .Refuses(400, 401, 403, 404, 429, 503);
        host.MapGet("/users/{userId}/threads", ListThreadsAsync)
            .WithSummary("A user's threads as the user sees them, newest activity first.")
            .Demands(HostScope.MessagesRead)
            .Refuses(400, 401, 403, 429, 503);
        HostThreadEndpoints.Map(host);
        HostWebhookEndpoints.Map(host);
    }

    /// <summary>Says which scope the call demands of its caller's key.</summary>
    public static RouteHandlerBuilder Demands(this RouteHandlerBuilder endpoint, string scope) =>
        endpoint.WithMetadata(new RequiredScope(scope)).RequireAuthorization(policy => policy
            .AddAuthenticationSchemes(HostCaller.Scheme)
            .RequireAuthenticatedUser()
            .RequireClaim(HostCaller.Scope, scope));

    private static ValueTask<object?> LimitAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var services = call.HttpContext.RequestServices;
        return services.GetRequiredService<Exemption>().Covers(call.HttpContext)
            || services.GetRequiredService<HostLimits>().Calls.TryTake(NameKey.Of(call.HttpContext.User.KeyId()), out var retryAfterMs)
            ? next(call)
            : ValueTask.FromResult<object?>(ProblemResult.Of(Refusal.RateLimited(retryAfterMs)));
    }

    private static async Task<Results<Created<HostUserAnswer>, Ok<HostUserAnswer>, ProblemResult>> TakeUserAsync(
        HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var body = await JsonBody.ReadAsync<HostUserRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        if (body.Value.Validate() is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var (id, handle, name) = (body.Value.Id.Value!, body.Value.Handle.Value, body.Value.DisplayName.Value);
        var user = new HostUser
        {
            Host = context.User.HostName(),
            Subject = id,
            UserId = UserId.NewRandom(),
            // A server that asks for a handle is told when it can't have it.
            Handles = handle is null ? HandleCandidates.Of(null, name) : [handle],
            DisplayName = name,
        };
        var found = await calls.CommandAsync(() => grains.GetGrain<IHostGrain>(0).TakeUserAsync(user), context.RequestAborted);
        if (!found.Ok)
        {
            return ProblemResult.Of(found.Error);
        }

        var profile = found.Value.Profile;
        var answer = new HostUserAnswer { Id = id, UserId = profile.UserId, Handle = profile.Handle, DisplayName = profile.DisplayName };
        return found.Value.Created ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
    }

    private static async Task<Results<NoContent, ProblemResult>> EndSessionsAsync(
        string userId, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        if (!UserIdText.TryRead(userId, out var user, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var ended = await calls.CommandAsync(() => grains.GetGrain<IHostGrain>(0).EndSessionsAsync(user), cancellationToken);
        return ended.Ok ? TypedResults.NoContent() : ProblemResult.Of(ended.Error);
    }

    private static async Task<Results<Accepted<ErasureAnswer>, ProblemResult>> EraseAsync(
        string userId, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        if (!UserIdText.TryRead(userId, out var user, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var job = await calls.LongCommandAsync(
            () => grains.GetGrain<IErasureGrain>(0).RequestAsync(user, ErasureReason.Host), cancellationToken);
        return job.Ok ? TypedResults.Accepted((string?)null, ErasureAnswer.Of(job.Value)) : ProblemResult.Of(job.Error);
    }

    private static async Task<Results<Ok<ThreadPage>, ProblemResult>> ListThreadsAsync(
        string userId,
        WholeNumber? limit,
        string? cursor,
        IGrainFactory grains,
        GrainCalls calls,
        CancellationToken cancellationToken)
    {
        if (!UserIdText.TryRead(userId, out var user, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        long count = ThreadPage.DefaultLimit;
        if (WholeNumber.Read("limit", limit, 1, ThreadPage.MaxLimit, ref count) is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var page = await calls.ReadAsync(
            () => grains.GetGrainFor<IThreadReaderGrain>(user).ListAsync(user, (int)count, cursor, archived: null), cancellationToken);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }
}
