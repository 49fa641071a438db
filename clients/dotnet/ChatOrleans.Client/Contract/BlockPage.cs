namespace ChatOrleans.Client.Contract;

/// <summary>A page of the caller's blocks.</summary>
public sealed record BlockPage
{
    /// <summary>The last one first.</summary>
    public required IReadOnlyList<BlockedUser> Users { get; init; }

    /// <summary>For the next page; absent on the last one.</summary>
    public string? NextCursor { get; init; }
}
