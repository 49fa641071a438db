using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>The wish to be erased.</summary>
internal sealed record EraseRequest
{
    /// <summary>The caller's password.</summary>
    [Required]
    public Field<string> Password { get; init; }
}
