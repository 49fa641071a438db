using ChatOrleans.Gateway.Cluster;
using ChatOrleans.Telemetry;

namespace ChatOrleans.Gateway.Startup;

/// <summary>A gateway in a process of its own, whichever program that is.</summary>
public static class GatewayProcess
{
    /// <summary>Serves until it is told to stop, and gives the exit code.</summary>
    public static async Task<int> RunAsync(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddClusterClient();
        builder.AddChatTelemetry(role: "gateway");
        builder.AddChatGateway();

        await using var app = builder.Build();
        app.MapChatGateway();
        await app.StartAsync();
        Banner.PrintGateway(Console.Out, app, "cluster", "a gateway without a silo of its own");
        await app.WaitForShutdownAsync();
        return Environment.ExitCode;
    }
}
