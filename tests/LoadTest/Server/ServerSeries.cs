namespace ChatOrleans.LoadTest.Server;

/// <summary>What the server did meanwhile, second by second.</summary>
internal sealed record ServerSeries
{
    /// <summary>The points, a second apart.</summary>
    public required IReadOnlyList<ServerPoint> Points { get; init; }

    /// <summary>The server's process on this machine; null when it is elsewhere or can't be told.</summary>
    public int? ServerPid { get; init; }

    /// <summary>Whether the server answered with metrics.</summary>
    public bool HasMetrics { get; init; }

    /// <summary>Averages and peaks of the measured time; null as long as nobody has said which it was.</summary>
    public ServerSummary? Held { get; init; }

    /// <summary>The same with <see cref="Held"/> for the seconds that lie between the two moments.</summary>
    public ServerSeries WithHold(DateTimeOffset from, DateTimeOffset to) =>
        this with { Held = ServerSummary.Of(Between(from, to)) };

    // A point stands for the second before it.
    private List<ServerPoint> Between(DateTimeOffset from, DateTimeOffset to) =>
        [.. Points.Where(point => point.At > from.ToUnixTimeSeconds() && point.At <= to.ToUnixTimeSeconds())];
}
