using System.Net;
using ChatOrleans.Gateway.Relay;
using Orleans.Configuration;

namespace ChatOrleans.Gateway;

/// <summary>The way to the silos for a gateway in a process of its own.</summary>
internal static class ClusterClient
{
    /// <summary>The section that silos and gateways share.</summary>
    private const string ClusterSection = "Chat:Cluster";

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectPause = TimeSpan.FromSeconds(1);

    public static WebApplicationBuilder AddClusterClient(this WebApplicationBuilder builder, IPEndPoint[] silos)
    {
        var cluster = builder.Configuration.GetSection(ClusterSection);
        builder.UseOrleansClient(client => client
            .UseStaticClustering(silos)
            .Configure<ClusterOptions>(options =>
            {
                options.ClusterId = cluster["ClusterId"] ?? "chat";
                options.ServiceId = cluster["ServiceId"] ?? "chat";
            })
            // Attempts give up long before; this only ends what they left behind.
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout)
            // Gateways and silos may start in any order.
            .UseConnectionRetryFilter(static async (_, cancellationToken) =>
            {
                await Task.Delay(ConnectPause, cancellationToken);
                return true;
            })
            .AddChatDeliveryClient());
        return builder;
    }
}
