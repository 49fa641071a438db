using ChatOrleans.Gateway;
using ChatOrleans.Grains;
using ChatOrleans.Silo.Cluster;
using ChatOrleans.Silo.Dashboard;
using ChatOrleans.Silo.Database;
using ChatOrleans.Silo.Telemetry;

namespace ChatOrleans.Silo;

/// <summary>Silo and gateway in one process.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            return args switch
            {
                ["--help" or "-h" or "help", ..] => Usage.Explain(),
                ["migrate", .. var rest] => await MigrateAsync(rest),
                [var verb, ..] when !verb.StartsWith('-') => Usage.Refuse(verb),
                _ => await ServeAsync(args),
            };
        }
        catch (OperationCanceledException)
        {
            // Stopped before it was up; what had been started is undone.
            return 0;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(StartupException.Explain(exception));
            return 1;
        }
    }

    private static async Task<int> MigrateAsync(string[] args)
    {
        var builder = SiloConfiguration.CreateBuilder(args);
        await using var database = await ChatDatabase.MigrateAsync(builder.Configuration);
        await Console.Out.WriteLineAsync($"The schema is up to date ({database.Description}).");
        return 0;
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        var builder = SiloConfiguration.CreateBuilder(args);
        var cluster = ClusterSettings.Read(builder.Configuration);
        await using var database = await ChatDatabase.OpenAsync(builder.Configuration);

        builder.Services.AddChatDatabase(database);
        builder.Host.UseOrleans(silo => silo
            .AddChatCluster(cluster, database)
            .AddChatGrains(database.ConnectionString));
        builder.AddSiloTelemetry();
        builder.AddChatDashboard();
        builder.AddChatGateway();

        await using var app = builder.Build();
        app.MapChatGateway();
        app.MapChatDashboard();
        await app.StartAsync();
        Banner.Print(Console.Out, app.Urls, database);
        await app.WaitForShutdownAsync();
        return Environment.ExitCode;
    }
}
