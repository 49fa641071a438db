using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>A refresh token to exchange.</summary>
internal sealed record RefreshRequest
{
    /// <summary>The token of the last answer. It works once; used again it ends the session.</summary>
    [Required]
    public Field<string> RefreshToken { get; init; }
}
