using ChatOrleans.Gateway;
using ChatOrleans.Gateway.Startup;
using ChatOrleans.Grains;
using ChatOrleans.Silo.Admin;
using ChatOrleans.Silo.Cluster;
using ChatOrleans.Silo.Dashboard;
using ChatOrleans.Silo.Database;
using ChatOrleans.Silo.Erasure;
using ChatOrleans.Silo.Keys;
using ChatOrleans.Silo.Push;
using ChatOrleans.Silo.Shards;
using ChatOrleans.Silo.Telemetry;

namespace ChatOrleans.Silo;

/// <summary>Silo and gateway in one process, or one of the two.</summary>
internal static class Program
{
    internal static readonly Dictionary<string, string> ShortNames = new() { ["--data"] = "Chat:Data" };

    private static Task<int> Main(string[] args) => ProgramHosting.RunAsync(() => args switch
    {
        ["--help" or "-h" or "help", ..] => Usage.ExplainAsync(),
        ["migrate", .. var rest] => MigrateAsync(rest),
        ["shards", .. var rest] => ShardsVerb.RunAsync(rest),
        ["keys", .. var rest] => KeysVerb.RunAsync(rest),
        ["admin", .. var rest] => AdminVerb.RunAsync(rest),
        ["vapid", ..] => VapidVerb.RunAsync(),
        ["erasure", .. var rest] => ErasureVerb.RunAsync(rest),
        [var verb, ..] when !verb.StartsWith('-') => Usage.RefuseAsync(verb),
        _ => ServeAsync(args),
    });

    private static async Task<int> MigrateAsync(string[] args)
    {
        var builder = ProgramHosting.CreateBuilder(args, ShortNames);
        await using var database = await ChatDatabase.MigrateAsync(builder.Configuration);
        await Console.Out.WriteLineAsync($"The schema is up to date ({database.Description}).");
        return 0;
    }

    private static Task<int> ServeAsync(string[] args)
    {
        var builder = ProgramHosting.CreateBuilder(args, ShortNames);
        return RoleSetting.Read(builder.Configuration) switch
        {
            Role.Gateway => GatewayProcess.RunAsync(builder),
            Role.Silo => ServeGrainsAsync(builder),
            _ => ServeAllAsync(builder),
        };
    }

    private static async Task<int> ServeAllAsync(WebApplicationBuilder builder)
    {
        var cluster = ClusterSettings.Read(builder.Configuration);
        await using var database = await ChatDatabase.OpenAsync(builder.Configuration);
        builder.AddChatSilo(cluster, database);
        builder.AddChatDashboard();
        builder.AddChatGateway();

        await using var app = builder.Build();
        app.MapChatGateway();
        app.MapChatDashboard();
        await app.StartAsync();
        Banner.PrintGateway(Console.Out, app, "database", database.Description);
        await app.WaitForShutdownAsync();
        return Environment.ExitCode;
    }

    private static async Task<int> ServeGrainsAsync(WebApplicationBuilder builder)
    {
        RoleSetting.DemandDatabase(builder.Configuration);
        var cluster = ClusterSettings.Read(builder.Configuration);
        await using var database = await ChatDatabase.OpenAsync(builder.Configuration);
        builder.AddChatSilo(cluster, database);
        builder.AddChatDashboard();
        builder.AddSiloFront();

        await using var app = builder.Build();
        app.MapSiloFront();
        app.MapChatDashboard();
        await app.StartAsync();
        Banner.PrintSilo(Console.Out, app.Urls, "database", database.Description);
        await app.WaitForShutdownAsync();
        return Environment.ExitCode;
    }

    private static void AddChatSilo(this WebApplicationBuilder builder, ClusterSettings cluster, ChatDatabase database)
    {
        builder.Services.AddChatDatabase(database);
        builder.Host.UseOrleans(silo => silo
            .AddChatCluster(cluster, database)
            .AddChatGrains(database.ConnectionString));
        builder.AddSiloTelemetry();
    }
}
