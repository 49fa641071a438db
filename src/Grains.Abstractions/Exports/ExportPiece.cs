namespace ChatOrleans.Grains.Abstractions.Exports;

/// <summary>A piece of one of an export's files.</summary>
[GenerateSerializer, Immutable, Alias("chat.ExportPiece")]
public sealed record ExportPiece
{
    /// <summary>Its bytes.</summary>
    [Id(0)] public required byte[] Bytes { get; init; }
}
