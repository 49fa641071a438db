using System.Net;
using System.Net.Sockets;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Silo.Database;
using Orleans.Configuration;

namespace ChatOrleans.Silo.Cluster;

/// <summary>The cluster that a silo joins, and how soon it notices a dead member.</summary>
internal static class ClusterHosting
{
    internal static ISiloBuilder AddChatCluster(this ISiloBuilder silo, ClusterSettings settings, ChatDatabase database)
    {
        if (database.Embedded is null)
        {
            silo.JoinCluster(settings, PostgresSource.ForOrleans(database.ConnectionString));
        }
        else
        {
            silo.BeAlone(settings);
        }

        silo.Configure<ClusterMembershipOptions>(options =>
        {
            // A dead silo is out after some 3 to 5 s; by default it takes 10 to 20.
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 3;
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        });

        // Calls to a silo that has just died hang until this, and gateways give up their attempts long before.
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
        return silo;
    }

    private static void JoinCluster(this ISiloBuilder silo, ClusterSettings settings, string connectionString)
    {
        var address = IPAddress.Parse(settings.AdvertisedAddress);
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = connectionString;
        });
        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = settings.ClusterId;
            options.ServiceId = settings.ServiceId;
        });
        silo.ConfigureEndpoints(
            address, settings.SiloPort == 0 ? FreePort(address) : settings.SiloPort, settings.GatewayPort);
    }

    /// <summary>
    /// The embedded database has one silo, so membership is kept in memory: nothing of a killed run is met at the next
    /// start, and the port is whichever is free.
    /// </summary>
    private static void BeAlone(this ISiloBuilder silo, ClusterSettings settings) =>
        silo.UseLocalhostClustering(
            FreePort(IPAddress.Loopback), gatewayPort: 0, serviceId: settings.ServiceId, clusterId: settings.ClusterId);

    private static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
