using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Gateway.Relay;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>The SignalR half of the gateway.</summary>
internal static class HubHosting
{
    private const string Path = "/hubs/chat";
    private const int MaxFrameBytes = 64 * 1024;
    private const int ParallelInvocations = 16;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ClientTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>For the client's part of the closing: a revoked session's connections are gone within 5 s, finding out included.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddChatHub(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddChatOptions(configuration);
        services.AddChatRelay();

        services.AddSingleton<ThreadCalls>();
        services.AddSingleton<PresenceCalls>();
        services.AddSingleton<CatchUp>();
        services.AddSingleton<DeliveryMarks>();
        services.AddSingleton<FaultFilter>();
        services.AddHostedService<SessionEnd>();

        services.AddSingleton<HubLifetimeManager<ChatHub>, ChatConnections>();
        services
            .AddSignalR(hub =>
            {
                hub.KeepAliveInterval = KeepAlive;
                hub.ClientTimeoutInterval = ClientTimeout;
                hub.HandshakeTimeout = HandshakeTimeout;
                hub.MaximumReceiveMessageSize = MaxFrameBytes;
                hub.MaximumParallelInvocationsPerClient = ParallelInvocations;
                hub.EnableDetailedErrors = false;
                hub.AddFilter<FaultFilter>();
            })
            .AddJsonProtocol(json => ChatJson.Configure(json.PayloadSerializerOptions));
        return services;
    }

    public static WebApplication MapChatHub(this WebApplication app)
    {
        var draining = app.Services.GetRequiredService<Draining>();
        app.MapHub<ChatHub>(Path, connection =>
            {
                connection.Transports = HttpTransportType.WebSockets;
                connection.WebSockets.CloseTimeout = CloseTimeout;
            })
            .RequireAuthorization()
            .Add(endpoint =>
            {
                var next = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = context =>
                {
                    // The credential has done its work; the connection would keep it in memory for as long as it lasts.
                    context.Request.Headers.Authorization = default;
                    if (!draining.HasBegun)
                    {
                        return next(context);
                    }

                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    return Task.CompletedTask;
                };
            });
        return app;
    }

    private static void AddChatOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PushOptions>().Bind(configuration.GetSection(PushOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PushOptions>, PushOptionsValidator>();
        services.AddOptions<DrainOptions>().Bind(configuration.GetSection(DrainOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DrainOptions>, DrainOptionsValidator>();
    }

    private static void AddChatRelay(this IServiceCollection services)
    {
        services.AddSingleton<GatewayIdentity>();
        services.AddSingleton<ConnectionIndex>();
        services.AddSingleton<Watches>();
        services.AddSingleton<Leases>();
        services.AddSingleton<PeerWatch>();
        services.AddSingleton<PushDispatcher>();
        services.AddSingleton<GatewayStream>();
        services.AddSingleton<IRelayHealth>(provider => provider.GetRequiredService<GatewayStream>());
        services.AddHostedService(provider => provider.GetRequiredService<GatewayStream>());
        services.AddHostedService<LeaseRenewal>();
        services.AddSingleton<Draining>();
        services.AddHostedService<DrainOnStop>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
    }
}
