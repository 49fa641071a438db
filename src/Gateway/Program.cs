using Microsoft.Extensions.Configuration.Memory;

namespace ChatOrleans.Gateway;

/// <summary>A gateway in a process of its own, which knows its silos by <c>Chat:Gateway:Silos</c>.</summary>
internal static class Program
{
    /// <summary>Beneath all other configuration. A file would be in the way of the silo's, whose program holds this one.</summary>
    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.Ordinal)
    {
        ["Chat:Role"] = "gateway",
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:ChatOrleans"] = "Information",
    };

    private static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        var options = builder.Configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions();
        var silos = await SiloAddresses.ResolveAsync(options.Silos, CancellationToken.None);
        builder.AddClusterClient(silos);
        builder.AddChatGateway();

        await using var app = builder.Build();
        app.MapChatGateway();
        await app.RunAsync();
    }
}
