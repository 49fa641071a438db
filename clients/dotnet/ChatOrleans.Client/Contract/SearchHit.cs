namespace ChatOrleans.Client.Contract;

/// <summary>A message that a search has found.</summary>
public sealed record SearchHit
{
    /// <summary>The message, without reactions.</summary>
    public required Message Message { get; init; }

    /// <summary>The part of its text that shows the match; plain text.</summary>
    public required string Snippet { get; init; }

    /// <summary>What matched.</summary>
    public required IReadOnlyList<Highlight> Highlights { get; init; }
}
