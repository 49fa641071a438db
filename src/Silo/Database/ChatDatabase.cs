using ChatOrleans.Gateway.Startup;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Silo.EmbeddedPostgres;
using Npgsql;

namespace ChatOrleans.Silo.Database;

/// <summary>The database that this process works with: the one configured, or one of its own.</summary>
internal sealed class ChatDatabase : IAsyncDisposable
{
    private ChatDatabase(string connectionString, EmbeddedPostgresServer? embedded)
    {
        ConnectionString = connectionString;
        Embedded = embedded;
    }

    internal string ConnectionString { get; }

    /// <summary>This process's own server, or null with a configured one.</summary>
    internal EmbeddedPostgresServer? Embedded { get; }

    /// <summary>For the person at the console; without credentials.</summary>
    internal string Description
    {
        get
        {
            if (Embedded is not null)
            {
                return $"PostgreSQL {Embedded.Version}, embedded, in {Embedded.Home}";
            }

            var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"PostgreSQL at {parts.Host}, database {parts.Database}";
        }
    }

    /// <summary>
    /// Opens the database and makes sure that its schema is this build's: the embedded one is migrated, a configured one
    /// has to be already, since several processes of different versions may share it.
    /// </summary>
    internal static Task<ChatDatabase> OpenAsync(IConfiguration configuration) =>
        OpenAsync(configuration, static (database, cancellationToken) => database.Embedded is null
            ? database.UseAsync(MigrationRunner.VerifyAsync, cancellationToken)
            : database.UseAsync(MigrationRunner.RunAsync, cancellationToken));

    /// <summary>Opens the database, whichever it is, and migrates its schema.</summary>
    internal static Task<ChatDatabase> MigrateAsync(IConfiguration configuration) =>
        OpenAsync(configuration, static (database, cancellationToken) =>
            database.UseAsync(MigrationRunner.RunAsync, cancellationToken));

    public ValueTask DisposeAsync() => Embedded?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<ChatDatabase> OpenAsync(
        IConfiguration configuration, Func<ChatDatabase, CancellationToken, Task> prepare)
    {
        // Until there is a host, which has its own way of hearing signals.
        using var interruption = new Interruption();
        var database = await OpenAsync(configuration, interruption.Token);
        try
        {
            await prepare(database, interruption.Token);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static async Task<ChatDatabase> OpenAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (configuration.GetConnectionString(DatabaseSettings.ConnectionName) is { Length: > 0 } configured)
        {
            return new ChatDatabase(configured, embedded: null);
        }

        var settings = configuration.GetSection("Chat").Get<DatabaseSettings>() ?? new DatabaseSettings();
        var options = new EmbeddedPostgresOptions
        {
            DataFolder = settings.Data,
            Binaries = settings.Postgres.Binaries,
            User = settings.Postgres.User,
        };
        try
        {
            var server = await EmbeddedPostgresServer.StartAsync(options, cancellationToken);
            return new ChatDatabase(server.ConnectionString, server);
        }
        catch (EmbeddedPostgresException exception)
        {
            throw new StartupException(exception.Message, exception);
        }
    }

    private async Task UseAsync(
        Func<NpgsqlDataSource, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var dataSource = PostgresSource.Create(ConnectionString, static _ => { });
            await work(dataSource, cancellationToken);
        }
        catch (MigrationException exception)
        {
            throw new StartupException(exception.Message, exception);
        }
        catch (NpgsqlException exception)
        {
            var reason = exception.InnerException is { } inner ? $" ({inner.Message})" : "";
            throw new StartupException(
                $"The database ({Description}) can't be used: {exception.Message}{reason}", exception);
        }
        catch (ArgumentException exception)
        {
            throw new StartupException(
                $"ConnectionStrings:{DatabaseSettings.ConnectionName} is not a PostgreSQL connection string: "
                + exception.Message,
                exception);
        }
    }
}
