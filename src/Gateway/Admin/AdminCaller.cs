using System.Security.Cryptography;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Grains.Abstractions.Admin;

namespace ChatOrleans.Gateway.Admin;

/// <summary>Who calls with the rights of a role, as the audit names them.</summary>
internal static class AdminCaller
{
    /// <summary>A call of the caller's, with an id of its own, made before the first attempt.</summary>
    public static AdminCall Of(HttpContext context, string? reason = null) => new()
    {
        AuditId = new Guid(RandomNumberGenerator.GetBytes(16)),
        Actor = context.User.UserId(),
        Reason = reason,
    };
}
