using System.Net;

namespace ChatOrleans.TestKit;

/// <summary>What a topology consists of.</summary>
public sealed record TopologyPlan
{
    /// <summary>How many silos.</summary>
    public int Silos { get; init; } = 2;

    /// <summary>How many gateways of their own; without one the silos take connections.</summary>
    public int Gateways { get; init; } = 1;

    /// <summary>Settings of all nodes, as environment variables such as <c>Chat__Log__Writers</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings of the silos, over <see cref="Settings"/>.</summary>
    public IReadOnlyDictionary<string, string> SiloSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Settings of the gateways, over <see cref="Settings"/>.</summary>
    public IReadOnlyDictionary<string, string> GatewaySettings { get; init; } = new Dictionary<string, string>();

    /// <summary>PostgreSQL's own settings.</summary>
    public IReadOnlyDictionary<string, string> PostgresSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>A folder that gets a file with the output of each node; null keeps none.</summary>
    public string? LogFolder { get; init; }

    /// <summary>Where a node's address and launcher come from; null puts all on loopback.</summary>
    public Func<string, (IPAddress Address, IReadOnlyList<string> Launcher)>? Place { get; init; }
}
