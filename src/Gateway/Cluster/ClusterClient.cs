using ChatOrleans.Gateway.Relay;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Messaging;

namespace ChatOrleans.Gateway.Cluster;

/// <summary>The way to the silos for a gateway in a process of its own.</summary>
internal static class ClusterClient
{
    /// <summary>The section that silos and gateways share.</summary>
    private const string ClusterSection = "Chat:Cluster";

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectPause = TimeSpan.FromSeconds(1);

    /// <summary>How long a silo whose machine or link is gone holds up those who were about to call through it.</summary>
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(2);

    public static WebApplicationBuilder AddClusterClient(this WebApplicationBuilder builder)
    {
        var cluster = builder.Configuration.GetSection(ClusterSection);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new SiloSeeds(builder.Configuration, TimeProvider.System));
        builder.Services.AddSingleton<SiloListProvider>();
        builder.Services.AddSingleton<IGatewayListProvider>(provider => provider.GetRequiredService<SiloListProvider>());
        var tls = ClusterTls.Read(builder.Configuration);
        builder.UseOrleansClient(client => client
            .UseClusterTls(tls)
            .Configure<ClusterOptions>(options =>
            {
                options.ClusterId = cluster["ClusterId"] ?? "chat";
                options.ServiceId = cluster["ServiceId"] ?? "chat";
            })
            // Attempts give up long before; this only ends what they left behind.
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout)
            .Configure<Orleans.Configuration.GatewayOptions>(options => options.GatewayListRefreshPeriod = SiloListProvider.Period)
            .Configure<ConnectionOptions>(options => options.OpenConnectionTimeout = OpenTimeout)
            .AddGatewayCountChangedHandler(static provider =>
            {
                var silos = provider.GetRequiredService<SiloListProvider>();
                return (_, change) => silos.Connected(change.NumberOfConnectedGateways);
            })
            // Gateways and silos may start in any order.
            .UseConnectionRetryFilter(static async (_, cancellationToken) =>
            {
                await Task.Delay(ConnectPause, cancellationToken);
                return true;
            })
            .AddChatDeliveryClient());
        return builder;
    }

    private static IClientBuilder UseClusterTls(this IClientBuilder client, ClusterTls? tls) =>
        tls is null ? client : client.UseTls(tls.Configure);
}
