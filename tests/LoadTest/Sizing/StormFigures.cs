namespace ChatOrleans.LoadTest.Sizing;

/// <summary>What losing gateways at the peak comes to, at one of those that are left.</summary>
internal sealed record StormFigures
{
    public required bool Admission { get; init; }

    public required int GatewaysLost { get; init; }

    public required int GatewaysLeft { get; init; }

    /// <summary>Who comes to one gateway.</summary>
    public required int Clients { get; init; }

    /// <summary>Seconds until the last one is back.</summary>
    public required double AllBackSeconds { get; init; }

    /// <summary>From wanting to be back, jitter past, to the answered <c>Sync</c>.</summary>
    public required DelayFigures Back { get; init; }

    /// <summary>How often somebody was told to come again.</summary>
    public required long Refusals { get; init; }

    /// <summary>What those who were never away waited meanwhile for the acknowledgement of a message.</summary>
    public required DelayFigures Acknowledged { get; init; }
}
