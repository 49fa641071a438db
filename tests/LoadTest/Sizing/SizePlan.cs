namespace ChatOrleans.LoadTest.Sizing;

/// <summary>The paper's numbers: multiplication and rounding up, to be checked by simulation.</summary>
internal sealed record SizePlan
{
    private const double SecondsADay = 86_400;
    private const double PresenceSeconds = 30;

    public required double PeakConnections { get; init; }

    public required double PeakMessages { get; init; }

    /// <summary>Connections made a second at the peak, in ordinary life.</summary>
    public required double PeakSessions { get; init; }

    public required int Gateways { get; init; }

    public required int Silos { get; init; }

    /// <summary>PostgreSQL servers for the log, by the larger of what processors and disks ask for.</summary>
    public required int Shards { get; init; }

    /// <summary>… by processors alone.</summary>
    public required int ShardsByLoad { get; init; }

    /// <summary>… by disks alone.</summary>
    public required int ShardsByDisk { get; init; }

    /// <summary>Processors that messages and catch-ups ask of the log's servers at the peak.</summary>
    public required double LogCores { get; init; }

    /// <summary>Processors that accounts, presence and memberships ask of the home database at the peak.</summary>
    public required double HomeCores { get; init; }

    /// <summary>PostgreSQL servers that this takes. The product has one: more would have to be divided by user.</summary>
    public required int HomeServers { get; init; }

    public required double GatewayMemoryBytes { get; init; }

    public required double SiloMemoryBytes { get; init; }

    public required double DiskBytesADay { get; init; }

    public required double DiskBytesKept { get; init; }

    /// <summary>Bytes of write-ahead log a second at the peak; each standby takes as many again.</summary>
    public required double WalBytesASecond { get; init; }

    /// <summary>Bits a second between clients and gateways at the peak.</summary>
    public required double ClientBits { get; init; }

    public static SizePlan Of(SizeAssumptions a)
    {
        var online = a.DailyUsers * a.Sessions * a.SessionMinutes / 1_440 * a.PeakFactor;
        var messages = a.DailyUsers * a.Messages / SecondsADay * a.PeakFactor;
        var sessions = a.DailyUsers * a.Sessions / SecondsADay * a.PeakFactor;
        var usable = a.Cores * a.Utilization;
        var gatewayCores = ((messages * a.GatewayMicros) + (online * a.IdleMicros) + (sessions * a.ReconnectGatewayMicros)) / 1e6;
        var siloCores = ((messages * a.SiloMicros) + (online * a.IdleMicros) + (sessions * a.ReconnectSiloMicros)) / 1e6;
        var homeMicros = a.ReconnectDatabaseMicros * a.ReconnectHomeShare;
        var logCores = ((messages * a.DatabaseMicros) + (sessions * (a.ReconnectDatabaseMicros - homeMicros))) / 1e6;
        var homeCores = ((online / PresenceSeconds * a.PresenceMicros) + (sessions * homeMicros)) / 1e6;
        var perDay = a.DailyUsers * a.Messages * (a.TextBytes + a.RowBytes);
        var byLoad = AtLeastOne(logCores / usable);
        var byDisk = AtLeastOne(perDay * a.RetentionDays / a.DiskBytes);

        // What is left when the share is lost has to carry the peak, at twice the utilization.
        var byMachines = Math.Max(online / a.GatewayConnections, gatewayCores / usable);
        var gateways = Math.Max(2, AtLeastOne(Math.Max(byMachines, byMachines / 2 / (1 - a.LostShare))));
        var silos = Math.Max(3, AtLeastOne(siloCores / usable) + 1);
        return new SizePlan
        {
            PeakConnections = online,
            PeakMessages = messages,
            PeakSessions = sessions,
            Gateways = gateways,
            Silos = silos,
            Shards = Math.Max(byLoad, byDisk),
            ShardsByLoad = byLoad,
            ShardsByDisk = byDisk,
            LogCores = logCores,
            HomeCores = homeCores,
            HomeServers = AtLeastOne(homeCores / usable),
            GatewayMemoryBytes = online / gateways * a.ConnectionBytes,
            SiloMemoryBytes = online / silos * a.ActivationBytes,
            DiskBytesADay = perDay,
            DiskBytesKept = perDay * a.RetentionDays,
            WalBytesASecond = messages * (a.TextBytes + a.WalBytes),
            ClientBits = messages * ((2 * a.TextBytes) + a.WireBytes) * 8,
        };
    }

    // What differs from a whole number by rounding alone is that number.
    private static int AtLeastOne(double machines) => Math.Max(1, (int)Math.Ceiling(machines - 1e-9));
}
