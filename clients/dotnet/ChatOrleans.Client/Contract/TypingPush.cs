namespace ChatOrleans.Client.Contract;

/// <summary>The peer types, or no longer does.</summary>
public sealed record TypingPush
{
    /// <summary>The thread.</summary>
    public required string ThreadId { get; init; }

    /// <summary>Who.</summary>
    public required string UserId { get; init; }

    /// <summary>Begun or ended.</summary>
    public required bool Typing { get; init; }
}
