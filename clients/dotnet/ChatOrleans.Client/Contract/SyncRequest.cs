namespace ChatOrleans.Client.Contract;

/// <summary>Asks for everything since.</summary>
internal sealed record SyncRequest
{
    /// <summary>The epoch of the last answer; absent on the first call.</summary>
    public string? Epoch { get; init; }

    /// <summary>The last <c>seq</c> held, by thread; at most 1,000.</summary>
    public required IReadOnlyDictionary<string, long> Cursors { get; init; }

    /// <summary>The last answer's <see cref="SyncAnswer.NextPage"/>.</summary>
    public string? Page { get; init; }
}
