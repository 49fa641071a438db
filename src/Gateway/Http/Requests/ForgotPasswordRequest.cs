using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>Whose password was forgotten.</summary>
internal sealed record ForgotPasswordRequest
{
    /// <summary>A handle, or the mail address of an account.</summary>
    [Required]
    public Field<string> Name { get; init; }
}
