namespace ChatOrleans.Client.Contract;

/// <summary>Shows or hides the caller's typing.</summary>
internal sealed record SetTypingRequest
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>Shown or hidden.</summary>
    public required bool Typing { get; init; }
}
