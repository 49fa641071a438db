using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>GetHistory</c>: at most one of the three positions; without one the newest page.</summary>
public sealed record GetHistoryRequest
{
    /// <summary>The thread.</summary>
    public Field<string> ThreadId { get; init; }

    /// <summary>Messages below this seq.</summary>
    public Field<long> Before { get; init; }

    /// <summary>Messages above this seq.</summary>
    public Field<long> After { get; init; }

    /// <summary>Messages on both sides of this seq, it included.</summary>
    public Field<long> Around { get; init; }

    /// <summary>1 to 100; 25 when absent.</summary>
    public Field<long> Limit { get; init; }
}
