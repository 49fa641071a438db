namespace ChatOrleans.Client.Contract;

/// <summary>Puts a thread away, or brings it back.</summary>
internal sealed record ArchiveThreadRequest
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>Away or back.</summary>
    public required bool Archived { get; init; }
}
