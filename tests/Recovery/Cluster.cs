using System.Net;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;

namespace ChatOrleans.Recovery;

/// <summary>The cluster as its own management sees it.</summary>
internal sealed class Cluster(PostgresServer postgres)
{
    /// <summary>Puts all threads to sleep, so that they wake spread over all silos.</summary>
    public Task ForgetThreadsAsync() => AskAsync(management => management.ForceActivationCollection(TimeSpan.Zero));

    /// <summary>The address of the silo that holds each thread.</summary>
    public async Task<Dictionary<string, string>> PlacesAsync(IEnumerable<string> threads)
    {
        var places = new Dictionary<string, string>();
        await AskAsync(async (management, client) =>
        {
            foreach (var thread in threads)
            {
                var silo = await management.GetActivationAddress(client.GetGrain<IThreadGrain>(Guid.ParseExact(thread, "N")));
                places[thread] = silo?.Endpoint.Address.ToString() ?? "(none)";
            }
        });
        return places;
    }

    /// <summary>How many members have been declared dead, those of the rounds included.</summary>
    public async Task<long> DeadAsync()
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand("SELECT count(*) FROM orleans_member WHERE status = 6");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private Task AskAsync(Func<IManagementGrain, Task> question) => AskAsync((management, _) => question(management));

    private async Task AskAsync(Func<IManagementGrain, IClusterClient, Task> question)
    {
        var silos = await SilosAsync();
        using var host = new HostBuilder()
            .UseOrleansClient(client => client
                .UseStaticClustering(silos)
                .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("chat", "chat")))
            .Build();
        await host.StartAsync();
        var cluster = host.Services.GetRequiredService<IClusterClient>();
        await question(cluster.GetGrain<IManagementGrain>(0), cluster);
        await host.StopAsync();
    }

    private async Task<IPEndPoint[]> SilosAsync()
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand("SELECT address, gateway_port FROM orleans_member WHERE status = 3");
        await using var row = await command.ExecuteReaderAsync();
        var silos = new List<IPEndPoint>();
        while (await row.ReadAsync())
        {
            silos.Add(new IPEndPoint(IPAddress.Parse(row.GetString(0)), row.GetInt32(1)));
        }

        return [.. silos];
    }
}
