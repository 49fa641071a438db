using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Admin.Requests;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Admin;

/// <summary>People, for admins.</summary>
internal static class AdminUserEndpoints
{
    private const int MaxQueryLength = 254;

    private static readonly Dictionary<string, AccountGroup> Groups = new(StringComparer.Ordinal)
    {
        ["suspended"] = AccountGroup.Suspended,
        ["staff"] = AccountGroup.Staff,
    };

    private static readonly Dictionary<string, UserRole> Roles = new(StringComparer.Ordinal)
    {
        ["user"] = UserRole.User,
        ["moderator"] = UserRole.Moderator,
        ["admin"] = UserRole.Admin,
    };

    public static void Map(RouteGroupBuilder admin)
    {
        var users = admin.MapGroup("/users");
        users.MapGet(string.Empty, ListAsync)
            .WithSummary("Accounts by the beginning of a handle, a user id or a mail address; all, or only suspended or staff. For admins.")
            .Demands(UserRole.Admin)
            .Refuses(400, 401, 403, 429, 503);
        users.MapGet("/{userId}", GetAsync)
            .WithSummary("One user: account, sessions, claims, gateways that hold connections. For admins.")
            .Demands(UserRole.Admin)
            .Refuses(400, 401, 403, 404, 429, 503);
        users.MapGet("/{userId}/threads", ListThreadsAsync)
            .WithSummary("A user's threads as the user sees them, without their last messages. For admins.")
            .Demands(UserRole.Admin)
            .Refuses(400, 401, 403, 429, 503);
        users.MapPost("/{userId}/suspend", SuspendAsync)
            .WithSummary("Shuts a user out: sessions end, connections close, the active thread is closed. For admins.")
            .Takes<ReasonRequest>()
            .Demands(UserRole.Admin)
            .Refuses(400, 401, 403, 404, 413, 415, 429, 503);
        users.MapPost("/{userId}/reinstate", ReinstateAsync)
            .WithSummary("Takes a suspension back. For admins.")
            .Takes<ReasonRequest>()
            .Demands(UserRole.Admin)
            .Refuses(400, 401, 403, 404, 413, 415, 429, 503);
        users.MapPut("/{userId}/role", SetRoleAsync)
            .WithSummary("Makes somebody a user, a moderator or an admin. For admins.")
            .Takes<RoleRequest>()
            .Demands(UserRole.Admin)
            .Refuses(400, 401, 403, 404, 413, 415, 429, 503);
        users.MapPost("/{userId}/free", FreeAsync)
            .WithSummary("Frees a user of the threads that hold them, which end their phases. For admins.")
            .Takes<ReasonRequest>()
            .Demands(UserRole.Admin)
            .Refuses(400, 401, 403, 404, 413, 415, 429, 503);
    }

    private static async Task<Results<Ok<AdminAccountPage>, ProblemResult>> ListAsync(
        string? query,
        string? only,
        WholeNumber? limit,
        string? cursor,
        HttpContext context,
        IGrainFactory grains,
        GrainCalls calls)
    {
        var group = AccountGroup.All;
        long count = AccountQuery.DefaultLimit;
        var refusal =
            TextRefusal("query", query) ??
            TextRefusal("cursor", cursor) ??
            (only is null || Groups.TryGetValue(only, out group)
                ? null
                : Refusal.InvalidArgument("only", $"only is one of {string.Join(", ", Groups.Keys)}.")) ??
            WholeNumber.Read("limit", limit, 1, AccountQuery.MaxLimit, ref count);
        if (refusal is not null)
        {
            return ProblemResult.Of(refusal);
        }

        var asked = new AccountQuery { Text = query, Group = group, Limit = (int)count, Cursor = cursor };
        var call = AdminCaller.Of(context);
        var page = await calls.ReadAsync(() => Admin(grains).ListUsersAsync(call, asked), context.RequestAborted);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }

    private static async Task<Results<Ok<AdminUser>, ProblemResult>> GetAsync(
        string userId, HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        if (!UserIdText.TryRead(userId, out var user, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var call = AdminCaller.Of(context);
        var found = await calls.ReadAsync(() => Admin(grains).GetUserAsync(call, user), context.RequestAborted);
        return found.Ok ? TypedResults.Ok(found.Value) : ProblemResult.Of(found.Error);
    }

    private static async Task<Results<Ok<ThreadPage>, ProblemResult>> ListThreadsAsync(
        string userId, WholeNumber? limit, string? cursor, HttpContext context, IGrainFactory grains, GrainCalls calls)
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

        var call = AdminCaller.Of(context);
        var page = await calls.ReadAsync(
            () => Admin(grains).ListThreadsAsync(call, user, (int)count, cursor), context.RequestAborted);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }

    private static async Task<Results<NoContent, ProblemResult>> SuspendAsync(
        string userId, HttpContext context, SessionWatch sessions, IGrainFactory grains, GrainCalls calls)
    {
        var read = await ReadAsync(context, userId);
        if (!read.Ok)
        {
            return ProblemResult.Of(read.Error);
        }

        var (call, user) = read.Value;
        var ended = await calls.LongCommandAsync(() => Admin(grains).SuspendAsync(call, user), context.RequestAborted);
        if (!ended.Ok)
        {
            return ProblemResult.Of(ended.Error);
        }

        // Void here at once; elsewhere within a second.
        sessions.Add(ended.Value.Ids);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemResult>> ReinstateAsync(
        string userId, HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var read = await ReadAsync(context, userId);
        if (!read.Ok)
        {
            return ProblemResult.Of(read.Error);
        }

        var (call, user) = read.Value;
        var done = await calls.LongCommandAsync(() => Admin(grains).ReinstateAsync(call, user), context.RequestAborted);
        return done.Ok ? TypedResults.NoContent() : ProblemResult.Of(done.Error);
    }

    private static async Task<Results<NoContent, ProblemResult>> SetRoleAsync(
        string userId, HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var body = await JsonBody.ReadAsync<RoleRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        if (!UserIdText.TryRead(userId, out var user, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var role = UserRole.User;
        var refusal =
            (Roles.TryGetValue(body.Value.Role.Value ?? string.Empty, out role)
                ? null
                : Refusal.InvalidArgument("role", $"role is one of {string.Join(", ", Roles.Keys)}.")) ??
            ReasonText.Validate(body.Value.Reason);
        if (refusal is not null)
        {
            return ProblemResult.Of(refusal);
        }

        var call = AdminCaller.Of(context, body.Value.Reason.Value);
        var done = await calls.LongCommandAsync(() => Admin(grains).SetRoleAsync(call, user, role), context.RequestAborted);
        return done.Ok ? TypedResults.NoContent() : ProblemResult.Of(done.Error);
    }

    private static async Task<Results<Ok<FreedClaims>, ProblemResult>> FreeAsync(
        string userId, HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var read = await ReadAsync(context, userId);
        if (!read.Ok)
        {
            return ProblemResult.Of(read.Error);
        }

        var (call, user) = read.Value;
        var freed = await calls.LongCommandAsync(() => Admin(grains).FreeAsync(call, user), context.RequestAborted);
        return freed.Ok ? TypedResults.Ok(freed.Value) : ProblemResult.Of(freed.Error);
    }

    // The reason of the body, and then whom the path names.
    private static async Task<Result<CallOnUser>> ReadAsync(HttpContext context, string userId)
    {
        var reason = await ReasonRequest.ReadAsync(context);
        return !reason.Ok ? reason.Error
            : !UserIdText.TryRead(userId, out var user, out var malformed) ? malformed
            : new CallOnUser(AdminCaller.Of(context, reason.Value), user);
    }

    private static Refusal? TextRefusal(string field, string? text) =>
        text is null || (text.Length <= MaxQueryLength && !text.Contains('\0', StringComparison.Ordinal))
            ? null
            : Refusal.InvalidArgument(field, $"{field} is a text of at most {MaxQueryLength} characters without U+0000.");

    private static IAdminGrain Admin(IGrainFactory grains) => grains.GetGrain<IAdminGrain>(0);

    private sealed record CallOnUser(AdminCall Call, UserId User);
}
