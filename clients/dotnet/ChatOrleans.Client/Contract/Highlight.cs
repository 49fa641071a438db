namespace ChatOrleans.Client.Contract;

/// <summary>A range of a snippet.</summary>
public sealed record Highlight
{
    /// <summary>In UTF-16 code units.</summary>
    public required int Start { get; init; }

    /// <summary>In UTF-16 code units.</summary>
    public required int Length { get; init; }
}
