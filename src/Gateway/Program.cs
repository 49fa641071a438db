namespace ChatOrleans.Gateway;

/// <summary>A gateway in a process of its own, which knows its silos by <c>Chat:Gateway:Silos</c>.</summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var options = builder.Configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions();
        var silos = await SiloAddresses.ResolveAsync(options.Silos, CancellationToken.None);
        builder.AddClusterClient(silos);
        builder.AddChatGateway();

        await using var app = builder.Build();
        app.MapChatGateway();
        await app.RunAsync();
    }
}
