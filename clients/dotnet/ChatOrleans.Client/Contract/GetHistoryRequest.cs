namespace ChatOrleans.Client.Contract;

/// <summary>Asks for a page of messages; at most one of the positions.</summary>
internal sealed record GetHistoryRequest
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>Below this <c>seq</c>.</summary>
    public long? Before { get; init; }

    /// <summary>Above this <c>seq</c>.</summary>
    public long? After { get; init; }

    /// <summary>Both sides of this <c>seq</c>, itself included.</summary>
    public long? Around { get; init; }

    /// <summary>1 to 100, 25 by default.</summary>
    public int? Limit { get; init; }
}
