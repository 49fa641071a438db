using ChatOrleans.Gateway.Admission;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Gateway.Transport;
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

    public static IServiceCollection AddChatHub(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddChatOptions(configuration);
        services.AddChatAdmission(configuration);
        services.AddChatRelay();

        services.AddSingleton<ThreadCalls>();
        services.AddSingleton<PresenceCalls>();
        services.AddSingleton<PeopleCalls>();
        services.AddSingleton<CatchUp>();
        services.AddSingleton<DeliveryMarks>();
        services.AddSingleton<FaultFilter>();
        services.AddHostedService<SessionEnd>();
        services.AddSingleton<HubSockets>();
        services.AddHostedService(static provider => provider.GetRequiredService<HubSockets>());

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
        var sockets = app.Services.GetRequiredService<HubSockets>();

        // SignalR's own endpoint negotiates; the WebSockets themselves are ours.
        app.MapHub<ChatHub>(Path, connection => connection.Transports = HttpTransportType.WebSockets)
            .RequireAuthorization()
            .Add(endpoint =>
            {
                var negotiate = endpoint.RequestDelegate!;
                var pipeline = ((IEndpointRouteBuilder)app).CreateApplicationBuilder();
                pipeline.UseWebSockets();
                pipeline.Run(context => context.WebSockets.IsWebSocketRequest ? sockets.RunAsync(context) : negotiate(context));
                var next = pipeline.Build();
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
    }

    private static void AddChatRelay(this IServiceCollection services)
    {
        services.AddSingleton<GatewayIdentity>();
        services.AddSingleton<Watches>();
        services.AddSingleton<Leases>();
        services.AddSingleton<PeerWatch>();
        services.AddSingleton<Sights>();
        services.AddSingleton<PushDispatcher>();
        services.AddSingleton<GatewayStream>();
        services.AddSingleton<IRelayHealth>(provider => provider.GetRequiredService<GatewayStream>());
        services.AddHostedService(provider => provider.GetRequiredService<GatewayStream>());
        services.AddSingleton<LeaseRenewal>();
        services.AddHostedService(static provider => provider.GetRequiredService<LeaseRenewal>());
        services.AddChatDraining();
    }
}
