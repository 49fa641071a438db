using System.Globalization;
using System.Net;
using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Nodes.Tests;

public sealed class FirstStartTests
{
    [Fact]
    public async Task Nodes_that_start_at_once_on_an_empty_database_share_one_ring_of_keys()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using (var migration = ServerProcess.Start(new ProgramStart
        {
            Project = "Silo",
            Arguments = ["migrate"],
            Settings = new Dictionary<string, string> { ["ConnectionStrings__Chat"] = postgres.ConnectionString },
        }))
        {
            Assert.Equal(0, await migration.WaitForExitAsync(Patience.Deadline));
        }

        var nodes = Enumerable.Range(1, 3).Select(number => MakeNode(number, postgres.ConnectionString)).ToArray();
        try
        {
            await Task.WhenAll(nodes.Select(node => node.RestartAsync()));
            foreach (var node in nodes)
            {
                using var api = new ChatApi(() => node.Url);
                var account = await api.RegisterAsync($"ada.{node.Name}");
                foreach (var other in nodes)
                {
                    using var there = new ChatApi(() => other.Url);
                    Assert.Equal(account.UserId, (await there.MeAsync(account.AccessToken)).UserId);
                }
            }

            Assert.Equal(1L, await CountKeysAsync(postgres.ConnectionString));
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    private static ChatNode MakeNode(int number, string connectionString)
    {
        var url = new Uri($"http://127.0.0.1:{Port()}");
        return new ChatNode($"n{number}", NodeRole.Both, url, new ProgramStart
        {
            Project = "Silo",
            Arguments = ["--urls", url.GetLeftPart(UriPartial.Authority)],
            Settings = new Dictionary<string, string>
            {
                ["ConnectionStrings__Chat"] = connectionString,
                ["Chat__Cluster__AdvertisedAddress"] = IPAddress.Loopback.ToString(),
                ["Chat__Cluster__SiloPort"] = Port(),
                ["Chat__Cluster__GatewayPort"] = Port(),
            },
        });
    }

    private static string Port() => FreePorts.Next().ToString(CultureInfo.InvariantCulture);

    private static async Task<long> CountKeysAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT count(*) FROM protection_key");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
