using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>A new password for who has a token.</summary>
internal sealed record ResetPasswordRequest
{
    /// <summary>The token that the mail shows. It works once.</summary>
    [Required]
    public Field<string> Token { get; init; }

    /// <summary>8 to 256 characters.</summary>
    [Required]
    public Field<string> NewPassword { get; init; }
}
