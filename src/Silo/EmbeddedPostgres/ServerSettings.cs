namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>
/// What the private server differs in from PostgreSQL's defaults. Given on the command line, so that the cluster's own
/// configuration files stay the operator's (and this process never writes into the server's folder).
/// </summary>
internal static class ServerSettings
{
    /// <summary>With no TCP port open this only names the socket's file.</summary>
    internal const int Port = 5432;

    internal static IEnumerable<string> Arguments(DataFolder folder, IReadOnlyDictionary<string, string> further)
    {
        (string Name, string Value)[] settings =
        [
            ("listen_addresses", ""),
            ("unix_socket_directories", folder.Sockets),
            ("unix_socket_permissions", "0700"),
            ("port", $"{Port}"),

            // Five silos with two pools of 20 (the product's and Orleans') and writers, and a person with psql.
            ("max_connections", "220"),
            ("shared_buffers", "256MB"),

            // An acknowledgement is a commit, and a commit is on disk.
            ("fsync", "on"),
            ("synchronous_commit", "on"),
            ("full_page_writes", "on"),

            // An append-only log writes much WAL and little else: fewer, larger checkpoints.
            ("max_wal_size", "2GB"),
            ("checkpoint_timeout", "15min"),
            ("wal_compression", "on"),

            // Short queries by index only: planning for jit or parallel workers is pure loss, and containers have
            // little shared memory for the latter.
            ("jit", "off"),
            ("max_parallel_workers_per_gather", "0"),

            ("timezone", "UTC"),
            ("log_timezone", "UTC"),
            ("lc_messages", "C"),
            ("log_destination", "stderr"),
            ("logging_collector", "off"),
            ("log_checkpoints", "off"),
            ("log_line_prefix", ""),

            // A failed statement may carry what people wrote.
            ("log_min_error_statement", "panic"),
            ("log_error_verbosity", "terse"),

            // Of two values of one name PostgreSQL takes the last.
            .. further.Select(setting => (setting.Key, setting.Value)),
        ];

        return settings.SelectMany(setting => new[] { "-c", $"{setting.Name}={setting.Value}" });
    }
}
