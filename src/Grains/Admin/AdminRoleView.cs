using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Admin;

/// <summary>A moderator or an admin, as an operator sees them.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Handle">The handle, as written at registration.</param>
/// <param name="Role">What they are.</param>
/// <param name="Gone">Whether they are deactivated, suspended or erased, and can't use it.</param>
public sealed record AdminRoleView(UserId UserId, string Handle, UserRole Role, bool Gone);
