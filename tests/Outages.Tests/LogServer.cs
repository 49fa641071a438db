using ChatOrleans.TestKit;

namespace ChatOrleans.Outages.Tests;

/// <summary>One PostgreSQL for the tests of a class, with the product's schema.</summary>
public sealed class LogServer : IAsyncLifetime
{
    private PostgresServer? _postgres;

    public PostgresServer Postgres => _postgres!;

    public async Task InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        await using var log = new OutageLog(_postgres.ConnectionString);
        await log.MigrateAsync();
    }

    public async Task DisposeAsync() => await Postgres.DisposeAsync();
}
