namespace ChatOrleans.Grains.Abstractions.Limits;

/// <summary>What one gateway has spent of one limit.</summary>
[GenerateSerializer, Immutable, Alias("chat.LimitSpend")]
public readonly record struct LimitSpend
{
    /// <summary>How many grains share the keys.</summary>
    public const int Grains = 16;

    /// <summary>A hash of the limit's name and of whom it limits.</summary>
    [Id(0)] public required Guid Key { get; init; }

    /// <summary>Tokens spent since the last answer.</summary>
    [Id(1)] public required double Spent { get; init; }

    /// <summary>The level that the last answer left, as it has fallen since.</summary>
    [Id(2)] public required double Believed { get; init; }

    /// <summary>How fast the level falls.</summary>
    [Id(3)] public required double PerSecond { get; init; }

    /// <summary>The grain that holds a key.</summary>
    public static long GrainOf(Guid key)
    {
        Span<byte> bytes = stackalloc byte[16];
        key.TryWriteBytes(bytes);
        return bytes[0] % Grains;
    }
}
