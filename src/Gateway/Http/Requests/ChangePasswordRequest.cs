using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>A new password.</summary>
internal sealed record ChangePasswordRequest
{
    /// <summary>The password until now.</summary>
    [Required]
    public Field<string> CurrentPassword { get; init; }

    /// <summary>8 to 256 characters.</summary>
    [Required]
    public Field<string> NewPassword { get; init; }
}
