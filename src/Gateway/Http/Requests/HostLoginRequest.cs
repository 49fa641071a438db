using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>A login by a host application's word.</summary>
internal sealed record HostLoginRequest
{
    /// <summary>A JWT that the host has signed.</summary>
    [Required]
    public Field<string> Token { get; init; }

    /// <summary>What to call this device in the list of sessions; 1 to 64 characters.</summary>
    public Field<string> DeviceName { get; init; }
}
