namespace ChatOrleans.Client.Contract;

/// <summary>One kind of reaction to a message.</summary>
public sealed record Reaction
{
    /// <summary>The reaction.</summary>
    public required string Emoji { get; init; }

    /// <summary>Who reacted so, in the order in which it came.</summary>
    public required IReadOnlyList<string> UserIds { get; init; }
}
