namespace ChatOrleans.Client.Contract;

/// <summary>A page of the caller's threads.</summary>
public sealed record ThreadPage
{
    /// <summary>Newest activity first.</summary>
    public required IReadOnlyList<ThreadView> Threads { get; init; }

    /// <summary>For the next page; absent on the last one.</summary>
    public string? NextCursor { get; init; }
}
