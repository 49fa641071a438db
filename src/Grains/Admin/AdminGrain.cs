using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Calls;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Admin;

/// <summary>Reentrant because it has no state to guard: one slow statement must not hold up the next caller.</summary>
[StatelessWorker, Reentrant]
internal sealed class AdminGrain(
    AuditStore audit,
    AccountList accounts,
    DeviceStore devices,
    RoleStore roles,
    Suspensions suspensions,
    ClaimDesk claims,
    ThreadReader threads,
    TimeProvider time,
    ILogger<AdminGrain> logger) : Grain, IAdminGrain
{
    private const int RetryAfterMs = 1_000;

    public Task<Result<AdminAccountPage>> ListUsersAsync(AdminCall call, AccountQuery query) =>
        EnterAsync(call, new AuditNote(AuditAction.UsersListed), async () => (Result<AdminAccountPage>)await accounts.ListAsync(query));

    public Task<Result<AdminUser>> GetUserAsync(AdminCall call, UserId userId) =>
        EnterAsync<AdminUser>(call, new AuditNote(AuditAction.UserRead) { User = userId }, async () =>
        {
            if (await accounts.GetAsync(userId) is not { } account)
            {
                return Refusal.UserNotFound();
            }

            var route = await GrainFactory.GetGrain<IUserGrain>(userId.Value).GetRouteAsync();
            return new AdminUser
            {
                Account = account,
                Sessions = [.. (await devices.ReadAsync(userId)).Sessions.Select(Show)],
                Claims = await claims.ReadAsync(userId),
                Gateways = [.. route.Gateways.Select(gateway => gateway.ToString("N"))],
            };
        });

    public Task<Result<ThreadPage>> ListThreadsAsync(AdminCall call, UserId userId, int limit, string? cursor) =>
        PageCursor.TryParse(cursor, out var after)
            ? EnterAsync<ThreadPage>(call, new AuditNote(AuditAction.ThreadsListed) { User = userId }, async () =>
            {
                var page = await threads.ListAsync(userId, limit, after);
                // Messages are read with a reason.
                return page with { Threads = [.. page.Threads.Select(thread => thread with { LastMessage = null })] };
            })
            : Task.FromResult<Result<ThreadPage>>(PageCursor.Malformed());

    public Task<Result<SessionIds>> SuspendAsync(AdminCall call, UserId userId) =>
        ChangeAsync<SessionIds>(call, new AuditNote(AuditAction.UserSuspended) { User = userId }, async () =>
            await suspensions.SuspendAsync(userId) is { } ended ? ended : Refusal.UserNotFound());

    public Task<Result<Nothing>> ReinstateAsync(AdminCall call, UserId userId) =>
        ChangeAsync<Nothing>(call, new AuditNote(AuditAction.UserReinstated) { User = userId }, async () =>
            await suspensions.ReinstateAsync(userId) ? Nothing.Value : Refusal.UserNotFound());

    public Task<Result<Nothing>> SetRoleAsync(AdminCall call, UserId userId, UserRole role) =>
        ChangeAsync<Nothing>(call, new AuditNote(AuditAction.RoleChanged) { User = userId, Role = role }, async () =>
            await roles.SetAsync(userId, role) ? Nothing.Value : Refusal.UserNotFound());

    public Task<Result<FreedClaims>> FreeAsync(AdminCall call, UserId userId) =>
        EnterAsync(call, new AuditNote(AuditAction.ClaimsFreed) { User = userId }, async () =>
            await accounts.GetAsync(userId) is null ? Refusal.UserNotFound() : await claims.FreeAsync(userId));

    public Task<Result<AuditPage>> ListAuditAsync(AdminCall call, AuditQuery query) =>
        PageCursor.TryParse(query.Cursor, out var after)
            ? EnterAsync(
                call,
                new AuditNote(AuditAction.AuditRead) { User = query.UserId, Thread = query.ThreadId },
                async () => (Result<AuditPage>)await audit.ListAsync(query, after))
            : Task.FromResult<Result<AuditPage>>(PageCursor.Malformed());

    private static AdminSession Show(SessionView session) => new()
    {
        SessionId = session.SessionId.ToString("N"),
        CreatedAt = session.CreatedAt,
        LastUsedAt = session.LastUsedAt,
        ExpiresAt = session.ExpiresAt,
        DeviceName = session.DeviceName,
        UserAgent = session.UserAgent,
    };

    // Nobody shuts themselves out or gives up their own role: an admin is always left.
    private Task<Result<T>> ChangeAsync<T>(AdminCall call, AuditNote note, Func<Task<Result<T>>> change)
        where T : class =>
        note.User == call.Actor
            ? Task.FromResult<Result<T>>(Refusal.InvalidArgument("userId", "Nobody does this to themselves."))
            : CallDeadline.HasPassed(time.GetUtcNow())
            // Its caller has asked again since, and another may have taken it back.
            ? Task.FromResult<Result<T>>(Refusal.Unavailable(RetryAfterMs))
            : EnterAsync(call, note, change);

    private Task<Result<T>> EnterAsync<T>(AdminCall call, AuditNote note, Func<Task<Result<T>>> body)
        where T : class => OutageGuard.RunAsync(logger, async () =>
            await audit.EnterAsync(call, UserRole.Admin, note) is { } refusal ? refusal : await body());
}
