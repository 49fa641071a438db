using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>A thread to open.</summary>
internal sealed record OpenRequest
{
    /// <summary>The other person: a handle or a user id.</summary>
    [Required]
    public Field<string> With { get; init; }
}
