namespace ChatOrleans.LoadTest.Sizing;

/// <summary>
/// What a size follows from: how people behave, what a unit of work costs, and what a machine is. The costs are those of
/// docs/performance.md and docs/sizing.md; each can be set on the command line where it was measured anew.
/// </summary>
internal sealed record SizeAssumptions
{
    /// <summary>People who come on a day.</summary>
    public long DailyUsers { get; init; } = 1_000_000;

    /// <summary>Sessions a person and day.</summary>
    public double Sessions { get; init; } = 8;

    /// <summary>Minutes a session lasts.</summary>
    public double SessionMinutes { get; init; } = 10;

    /// <summary>Messages a person sends a day.</summary>
    public double Messages { get; init; } = 40;

    /// <summary>The busiest minute beside the day's mean.</summary>
    public double PeakFactor { get; init; } = 3;

    /// <summary>Bytes of a message's text.</summary>
    public double TextBytes { get; init; } = 100;

    /// <summary>Days that messages are kept.</summary>
    public double RetentionDays { get; init; } = 365;

    /// <summary>Share of its processors that a machine uses at the peak; the rest is for spikes and for a lost neighbour.</summary>
    public double Utilization { get; init; } = 0.5;

    /// <summary>Processors of a gateway, a silo or a PostgreSQL server.</summary>
    public int Cores { get; init; } = 8;

    /// <summary>Connections that one gateway is meant to hold.</summary>
    public int GatewayConnections { get; init; } = 50_000;

    /// <summary>Microseconds of a gateway a message: receiving, acknowledging, pushing.</summary>
    public double GatewayMicros { get; init; } = 45;

    /// <summary>Microseconds of a silo a message, the hop between the two included.</summary>
    public double SiloMicros { get; init; } = 35;

    /// <summary>Microseconds of PostgreSQL a message.</summary>
    public double DatabaseMicros { get; init; } = 21;

    /// <summary>Microseconds of a commit, whatever it holds.</summary>
    public double CommitMicros { get; init; } = 1_000;

    /// <summary>Microseconds of a gateway a second for an idle connection: renewing its lease, keeping it alive.</summary>
    public double IdleMicros { get; init; } = 5;

    /// <summary>Microseconds of a gateway for a connection and its <c>Sync</c>.</summary>
    public double ReconnectGatewayMicros { get; init; } = 1100;

    /// <summary>Microseconds of a silo for a connection and its <c>Sync</c>.</summary>
    public double ReconnectSiloMicros { get; init; } = 500;

    /// <summary>Microseconds of PostgreSQL for a connection and its <c>Sync</c>.</summary>
    public double ReconnectDatabaseMicros { get; init; } = 740;

    /// <summary>The part of it that the home database has, which knows accounts, presence and who is in which thread.</summary>
    public double ReconnectHomeShare { get; init; } = 0.5;

    /// <summary>Microseconds of PostgreSQL for a presence row in a batch; one every half minute a person online.</summary>
    public double PresenceMicros { get; init; } = 15;

    /// <summary>Resident bytes of a gateway for a connection.</summary>
    public double ConnectionBytes { get; init; } = 40_000;

    /// <summary>Resident bytes of a silo for a person online and half a conversation.</summary>
    public double ActivationBytes { get; init; } = 8_000;

    /// <summary>Bytes of disk a message beside its text: the row and its entries in three indexes.</summary>
    public double RowBytes { get; init; } = 330;

    /// <summary>Bytes of write-ahead log a message beside its text.</summary>
    public double WalBytes { get; init; } = 450;

    /// <summary>Bytes on the wire to and from clients a message beside its text: call, answer, push, and both receipts.</summary>
    public double WireBytes { get; init; } = 1_400;

    /// <summary>Bytes of disk that one PostgreSQL server is meant to hold.</summary>
    public double DiskBytes { get; init; } = 8e12;

    /// <summary>The longest random wait of a client before it comes back, in seconds.</summary>
    public double JitterSeconds { get; init; } = 5;

    /// <summary>Share of the gateways that are lost at the peak.</summary>
    public double LostShare { get; init; } = 1 / 3.0;
}
