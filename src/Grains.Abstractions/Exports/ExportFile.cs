namespace ChatOrleans.Grains.Abstractions.Exports;

/// <summary>One file of a finished export.</summary>
[GenerateSerializer, Immutable, Alias("chat.ExportFile")]
public sealed record ExportFile
{
    /// <summary>Which.</summary>
    [Id(0)] public required ExportFormat Format { get; init; }

    /// <summary>How long it is, in bytes.</summary>
    [Id(1)] public required long Size { get; init; }

    /// <summary>In how many pieces it is read, numbered from 0.</summary>
    [Id(2)] public required int Pieces { get; init; }
}
