using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>
/// What admins do with people, and what was done. A stateless worker; use key 0. Each call is written down first, and done
/// only where the caller is an admin at that moment, whatever their token says: <see cref="RefusalCode.Forbidden"/>
/// otherwise, and nothing is written. Where the database went away it is <see cref="RefusalCode.Unavailable"/>; every call
/// may be repeated with the same arguments then.
/// </summary>
[Alias("chat.IAdminGrain")]
public interface IAdminGrain : IGrainWithIntegerKey
{
    /// <summary>Accounts, in the order of their handles.</summary>
    [Alias("ListUsers")]
    Task<Result<AdminAccountPage>> ListUsersAsync(AdminCall call, AccountQuery query);

    /// <summary>One user.</summary>
    [Alias("GetUser")]
    Task<Result<AdminUser>> GetUserAsync(AdminCall call, UserId userId);

    /// <summary>A user's threads as the user sees them, newest activity first, without their last messages.</summary>
    /// <param name="call">Who calls.</param>
    /// <param name="userId">The user.</param>
    /// <param name="limit">1 to <see cref="ThreadPage.MaxLimit"/>.</param>
    /// <param name="cursor">Where the page before ended.</param>
    [Alias("ListThreads")]
    Task<Result<ThreadPage>> ListThreadsAsync(AdminCall call, UserId userId, int limit, string? cursor);

    /// <summary>
    /// Shuts a user out and ends all their sessions, together; then their threads are closed, and those whom they talked to
    /// are free. Answers the ended sessions. Suspending who is suspended ends what sessions there are.
    /// </summary>
    [Alias("Suspend")]
    Task<Result<SessionIds>> SuspendAsync(AdminCall call, UserId userId);

    /// <summary>Takes a suspension back; threads stay closed until somebody opens them. Repeating changes nothing.</summary>
    [Alias("Reinstate")]
    Task<Result<Nothing>> ReinstateAsync(AdminCall call, UserId userId);

    /// <summary>Gives a user a role. Nobody changes their own, so that an admin is always left.</summary>
    [Alias("SetRole")]
    Task<Result<Nothing>> SetRoleAsync(AdminCall call, UserId userId, UserRole role);

    /// <summary>
    /// Frees a user of what holds them: the threads end their phases, or give up claims that are left over. Repeating
    /// changes nothing.
    /// </summary>
    [Alias("Free")]
    Task<Result<FreedClaims>> FreeAsync(AdminCall call, UserId userId);

    /// <summary>What was done, the newest first.</summary>
    [Alias("ListAudit")]
    Task<Result<AuditPage>> ListAuditAsync(AdminCall call, AuditQuery query);
}
