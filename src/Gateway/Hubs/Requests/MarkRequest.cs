using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>MarkDelivered</c> and <c>MarkRead</c>.</summary>
public sealed record MarkRequest
{
    /// <summary>The thread.</summary>
    public Field<string> ThreadId { get; init; }

    /// <summary>The new watermark.</summary>
    public Field<long> Seq { get; init; }
}
