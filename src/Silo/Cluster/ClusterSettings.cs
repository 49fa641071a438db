using System.Net;
using ChatOrleans.Gateway.Startup;

namespace ChatOrleans.Silo.Cluster;

/// <summary>Section <c>Chat:Cluster</c>: how silos that share a database find each other.</summary>
internal sealed class ClusterSettings
{
    internal const string Section = "Chat:Cluster";

    /// <summary>The silos with the same name form one cluster.</summary>
    public string ClusterId { get; set; } = "chat";

    /// <summary>Part of the key of all stored grain state: it never changes in the life of a database.</summary>
    public string ServiceId { get; set; } = "chat";

    /// <summary>
    /// The address that other silos and gateways reach this one at, and the only one it listens on. The ports have no
    /// authentication, so they stay on the machine unless somebody says otherwise.
    /// </summary>
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>The port between silos; 0 takes a free one.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for gateways that run as processes of their own; 0 opens none.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>Reads and checks the section; the message of a refusal names the key and what it may be.</summary>
    internal static ClusterSettings Read(IConfiguration configuration)
    {
        ClusterSettings settings;
        try
        {
            settings = configuration.GetSection(Section).Get<ClusterSettings>() ?? new ClusterSettings();
        }
        catch (InvalidOperationException exception)
        {
            throw new StartupException($"{Section}: {exception.Message}", exception);
        }

        DemandName(nameof(ClusterId), settings.ClusterId);
        DemandName(nameof(ServiceId), settings.ServiceId);
        DemandPort(nameof(SiloPort), settings.SiloPort);
        DemandPort(nameof(GatewayPort), settings.GatewayPort);
        if (!IPAddress.TryParse(settings.AdvertisedAddress, out var address)
            || address.Equals(IPAddress.Any)
            || address.Equals(IPAddress.IPv6Any))
        {
            throw new StartupException(
                $"{Section}:{nameof(AdvertisedAddress)} is '{settings.AdvertisedAddress}'; it must be an IP address that "
                + "the other silos reach this one at.");
        }

        return settings;
    }

    private static void DemandName(string key, string value)
    {
        const int Longest = 150;
        if (string.IsNullOrWhiteSpace(value) || value.Length > Longest)
        {
            throw new StartupException($"{Section}:{key} is '{value}'; it must have 1 to {Longest} characters.");
        }
    }

    private static void DemandPort(string key, int value)
    {
        if (value is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            throw new StartupException(
                $"{Section}:{key} is {value}; it must be {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}.");
        }
    }
}
