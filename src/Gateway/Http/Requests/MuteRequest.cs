using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>How long a thread is muted.</summary>
internal sealed record MuteRequest
{
    /// <summary>Until when; for good when absent.</summary>
    public Field<string> Until { get; init; }
}
