using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>A login.</summary>
internal sealed record LoginRequest
{
    /// <summary>The handle, compared without case.</summary>
    public Field<string> Handle { get; init; }

    /// <summary>The password.</summary>
    public Field<string> Password { get; init; }
}
