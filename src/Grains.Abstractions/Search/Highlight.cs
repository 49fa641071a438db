namespace ChatOrleans.Grains.Abstractions.Search;

/// <summary>A range of a snippet, in UTF-16 code units.</summary>
[GenerateSerializer, Immutable, Alias("chat.Highlight")]
public sealed record Highlight
{
    /// <summary>Where it begins.</summary>
    [Id(0)] public required int Start { get; init; }

    /// <summary>How long it is.</summary>
    [Id(1)] public required int Length { get; init; }
}
