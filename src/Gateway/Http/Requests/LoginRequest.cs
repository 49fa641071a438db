using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>A login.</summary>
internal sealed record LoginRequest
{
    /// <summary>The handle, compared without case.</summary>
    [Required]
    public Field<string> Handle { get; init; }

    /// <summary>The password.</summary>
    [Required]
    public Field<string> Password { get; init; }
}
