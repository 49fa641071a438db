using Npgsql;

namespace ChatOrleans.Grains.Storage;

/// <summary>How the product connects to the PostgreSQL of a connection string, whoever of it does.</summary>
public static class PostgresSource
{
    /// <summary>
    /// Connections of a pool where the connection string does not say. PostgreSQL does no more work on more of them, and
    /// each new one costs it a process and the planning of every statement, at the very moment when everybody waits.
    /// </summary>
    private const int PoolSize = 20;

    /// <summary>How long anybody but a log writer waits for a connection, or for a statement in PostgreSQL.</summary>
    private const int PatienceSeconds = 5;

    /// <summary>
    /// A client that gives up asks PostgreSQL to cancel, which takes a thread for as long as PostgreSQL does not answer. So
    /// PostgreSQL ends its statements itself, and the client waits a little longer than that.
    /// </summary>
    private const int GivesUpSeconds = PatienceSeconds + 2;

    /// <summary>The pool of the product's own statements.</summary>
    public static NpgsqlDataSource CreatePool(string connectionString) => Create(connectionString, settings =>
    {
        settings.ApplicationName = "chat";
        Share(settings);
    });

    /// <summary>A source of connections to the primary.</summary>
    public static NpgsqlDataSource Create(string connectionString, Action<NpgsqlConnectionStringBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var settings = Primary(connectionString);
        configure(settings);
        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>The same for Orleans, which makes its connections itself.</summary>
    public static string ForOrleans(string connectionString)
    {
        var settings = Primary(connectionString);
        settings.ApplicationName = "chat-orleans";
        Share(settings);
        return settings.ConnectionString;
    }

    /// <summary>Adds to the options that a session starts with.</summary>
    internal static void AddOptions(this NpgsqlConnectionStringBuilder settings, string options) =>
        settings.Options = $"{settings.Options} {options}".Trim();

    private static void Share(NpgsqlConnectionStringBuilder settings)
    {
        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            settings.MaxPoolSize = PoolSize;
        }

        settings.MaxAutoPrepare = 50;
        settings.AutoPrepareMinUsages = 2;

        // Nothing of the product, and nothing of Orleans, leaves anything in a session, and clearing it would be seven
        // statements before each use.
        settings.NoResetOnClose = true;
        settings.Timeout = PatienceSeconds;
        settings.CommandTimeout = GivesUpSeconds;
        settings.CancellationTimeout = 500;
        settings.AddOptions($"-c statement_timeout={PatienceSeconds}s");
    }

    // Of several hosts only the primary is of use, and it has to be found again soon after another one has become it: by
    // default Npgsql believes for 10 s what it has once seen of a host.
    private static NpgsqlConnectionStringBuilder Primary(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.Host?.Contains(',', StringComparison.Ordinal) is true)
        {
            settings.TargetSessionAttributes = "primary";
            settings.HostRecheckSeconds = 1;
        }

        return settings;
    }
}
