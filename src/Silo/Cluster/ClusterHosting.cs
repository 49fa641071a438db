using System.Net;
using System.Net.Sockets;
using ChatOrleans.Gateway.Cluster;
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

        silo.NoticeDeaths();
        if (ClusterTls.Read(silo.Configuration) is { } tls)
        {
            silo.UseTls(tls.Configure);
        }

        return silo;
    }

    /// <summary>How soon a lost member is noticed: docs/adr/0020 has the figures.</summary>
    private static void NoticeDeaths(this ISiloBuilder silo)
    {
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 3;
            options.NumVotesForDeathDeclaration = 2;

            // The third probe would go through another silo and wait exactly as long as that one does, so that of a silo
            // that hangs there is mostly no answer and no vote. Two silos that probe for themselves are a better witness.
            options.EnableIndirectProbes = false;
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            options.TableRefreshTimeout = TimeSpan.FromSeconds(10);

            // What is dead is of no use to anybody after a day; a restart every few minutes leaves no more than these.
            options.DefunctSiloExpiration = TimeSpan.FromDays(1);
            options.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
            options.MaxDefunctSiloEntries = 25;
        });

        // A member whose process has ended is out at once.
        silo.Services.AddSingleton<CrashWatch>();
        silo.Configure<SiloConnectionOptions>(options => options.ConfigureSiloOutboundConnection(connection =>
        {
            var watch = connection.ApplicationServices.GetRequiredService<CrashWatch>();
            connection.Use(next => async context =>
            {
                try
                {
                    await next(context);
                }
                finally
                {
                    watch.OnConnectionLost(context.RemoteEndPoint);
                }
            });
        }));

        // One whose machine or link is gone accepts nothing and refuses nothing: who calls it must not wait for long.
        silo.Configure<ConnectionOptions>(options => options.OpenConnectionTimeout = TimeSpan.FromSeconds(2));

        // Calls to a silo that has just died hang until this, and gateways give up their attempts long before.
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
    }

    private static void JoinCluster(this ISiloBuilder silo, ClusterSettings settings, string connectionString)
    {
        var address = IPAddress.Parse(settings.AdvertisedAddress);
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = connectionString;
        });
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, JoinWatch>();
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
