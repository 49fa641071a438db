namespace ChatOrleans.Client.Contract;

/// <summary>A page of what was found, best first.</summary>
public sealed record SearchPage
{
    /// <summary>The messages.</summary>
    public required IReadOnlyList<SearchHit> Hits { get; init; }

    /// <summary>For the next page of the same query; absent on the last one.</summary>
    public string? NextCursor { get; init; }
}
