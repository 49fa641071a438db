namespace ChatOrleans.LoadTest.Limits;

/// <summary>How each run of a comparison is made.</summary>
internal sealed record LoadPlan
{
    public required int Pairs { get; init; }

    /// <summary>Characters of a message.</summary>
    public required int Size { get; init; }

    /// <summary>Seconds before the measured ones.</summary>
    public required int Ramp { get; init; }

    /// <summary>Measured seconds.</summary>
    public required int Hold { get; init; }
}
