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

    /// <summary>What to call this device in the list of sessions; 1 to 64 characters.</summary>
    public Field<string> DeviceName { get; init; }

    /// <summary>Whether to come back to an account that was deactivated.</summary>
    public Field<bool> Reactivate { get; init; }
}
