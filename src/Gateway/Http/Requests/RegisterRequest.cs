using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>An account to create.</summary>
internal sealed record RegisterRequest
{
    /// <summary>3 to 32 of A-Z a-z 0-9 and the full stop; unique without case.</summary>
    [Required]
    public Field<string> Handle { get; init; }

    /// <summary>8 to 256 characters.</summary>
    [Required]
    public Field<string> Password { get; init; }

    /// <summary>1 to 64 characters; the handle when absent.</summary>
    public Field<string> DisplayName { get; init; }

    /// <summary>A mail address.</summary>
    public Field<string> Email { get; init; }

    /// <summary>What to call this device in the list of sessions; 1 to 64 characters.</summary>
    public Field<string> DeviceName { get; init; }
}
