using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Admin.Requests;

/// <summary>What somebody is to be.</summary>
internal sealed record RoleRequest
{
    /// <summary>user, moderator or admin.</summary>
    [Required]
    public Field<string> Role { get; init; }

    /// <summary>Why; kept in the audit: 1 to 500 characters.</summary>
    [Required]
    public Field<string> Reason { get; init; }
}
