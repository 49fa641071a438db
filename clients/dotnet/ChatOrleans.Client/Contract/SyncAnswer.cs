namespace ChatOrleans.Client.Contract;

/// <summary>Everything since.</summary>
internal sealed record SyncAnswer
{
    /// <summary>One history of the database.</summary>
    public required string Epoch { get; init; }

    /// <summary>The caller.</summary>
    public required Me Me { get; init; }

    /// <summary>A page of the caller's threads, newest activity first.</summary>
    public required IReadOnlyList<ThreadView> Threads { get; init; }

    /// <summary>The events after each cursor, in order.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<ThreadEvent>> Events { get; init; }

    /// <summary>How complete the answer is for each cursor; one of <see cref="SyncStates"/>.</summary>
    public required IReadOnlyDictionary<string, string> States { get; init; }

    /// <summary>How complete it is over all; one of <see cref="SyncStates"/>.</summary>
    public required string Status { get; init; }

    /// <summary>What to give as page for more threads; absent on the last page.</summary>
    public string? NextPage { get; init; }
}
