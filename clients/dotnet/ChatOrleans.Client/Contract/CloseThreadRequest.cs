namespace ChatOrleans.Client.Contract;

/// <summary>Ends a thread's active phase.</summary>
internal sealed record CloseThreadRequest
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }
}
