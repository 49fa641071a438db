using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Admin;

/// <summary>The calls of moderators and admins, and the audit of them.</summary>
internal static class AdminEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var admin = api.MapGroup("/admin").WithTags("Admin").AddEndpointFilter(KeepToNobodyAsync);
        AdminUserEndpoints.Map(admin);
        AdminReportEndpoints.Map(admin);
        AdminThreadEndpoints.Map(admin);
        admin.MapGet("/audit", ListAsync)
            .WithSummary("What moderators and admins did, the newest first: all, or what fits. For admins.")
            .Demands(UserRole.Admin)
            .Refuses(400, 401, 403, 429, 503);
    }

    /// <summary>
    /// Says which role the call demands of its caller's token, and limits how often one caller may call. Whether the caller
    /// still has the role, the grain asks the database.
    /// </summary>
    public static RouteHandlerBuilder Demands(this RouteHandlerBuilder endpoint, UserRole role) => endpoint
        .RequireAuthorization(policy => policy.RequireAssertion(call => call.User.Role() >= role))
        .LimitedByUser(limits => limits.Admin);

    private static ValueTask<object?> KeepToNobodyAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        call.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(call);
    }

    private static async Task<Results<Ok<AuditPage>, ProblemResult>> ListAsync(
        string? actorId,
        string? userId,
        string? threadId,
        WholeNumber? limit,
        string? cursor,
        HttpContext context,
        IGrainFactory grains,
        GrainCalls calls)
    {
        UserId actor = default, user = default;
        ThreadId thread = default;
        long count = AuditQuery.DefaultLimit;
        var refusal =
            (actorId is null || UserIdText.TryRead(actorId, out actor, out var noActor, "actorId") ? null : noActor) ??
            (userId is null || UserIdText.TryRead(userId, out user, out var noUser) ? null : noUser) ??
            (threadId is null || ThreadIdText.TryRead(threadId, out thread, out var malformed) ? null : malformed) ??
            WholeNumber.Read("limit", limit, 1, AuditQuery.MaxLimit, ref count);
        if (refusal is not null)
        {
            return ProblemResult.Of(refusal);
        }

        var query = new AuditQuery
        {
            ActorId = actorId is null ? null : actor,
            UserId = userId is null ? null : user,
            ThreadId = threadId is null ? null : thread,
            Limit = (int)count,
            Cursor = cursor,
        };
        var call = AdminCaller.Of(context);
        var page = await calls.ReadAsync(() => grains.GetGrain<IAdminGrain>(0).ListAuditAsync(call, query), context.RequestAborted);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }
}
