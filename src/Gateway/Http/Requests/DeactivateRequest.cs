using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>The wish to leave.</summary>
internal sealed record DeactivateRequest
{
    /// <summary>The caller's password.</summary>
    [Required]
    public Field<string> Password { get; init; }
}
