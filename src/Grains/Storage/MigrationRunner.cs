using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Storage;

/// <summary>
/// Brings a database's schema to this build's, forward only. Each migration is applied and recorded in one transaction
/// under an advisory lock, so any number of processes may run it at once and a crash leaves whole steps only.
/// </summary>
public static class MigrationRunner
{
    private const string Folder = "ChatOrleans.Grains.Storage.Sql.";

    private static readonly string Prepare = EmbeddedSql.Read(Folder + "prepare_migrations.sql");
    private static readonly string Lock = EmbeddedSql.Read(Folder + "lock_migrations.sql");
    private static readonly string BoundWaits = EmbeddedSql.Read(Folder + "bound_migration_waits.sql");
    private static readonly string Exist = EmbeddedSql.Read(Folder + "migrations_exist.sql");
    private static readonly string ReadApplied = EmbeddedSql.Read(Folder + "read_migrations.sql");
    private static readonly string Record = EmbeddedSql.Read(Folder + "record_migration.sql");

    /// <summary>
    /// Applies what is missing. Throws <see cref="MigrationException"/> when the database holds a changed migration, one
    /// newer than this build, or when a migration fails (it is then rolled back, those before it stay).
    /// </summary>
    public static Task RunAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken) =>
        RunAsync(dataSource, MigrationSet.Embedded, cancellationToken);

    /// <summary>
    /// Throws <see cref="MigrationException"/> unless everything this build needs is applied, unchanged. Newer migrations
    /// are fine: a schema is expanded before it is contracted, so the version before still works with it.
    /// </summary>
    public static async Task VerifyAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        ServerVersion.Demand(connection.PostgreSqlVersion);
        await using var exist = Command(connection, Exist);
        ImmutableArray<AppliedMigration> applied = await exist.ExecuteScalarAsync(cancellationToken) is true
            ? await ReadAppliedAsync(connection, cancellationToken)
            : [];

        var pending = MigrationSet.Embedded.Pending(applied, allowNewer: true);
        if (pending.Length > 0)
        {
            throw new MigrationException(
                $"The database lacks {string.Join(", ", pending)}. Run the verb 'migrate' with the same connection string "
                + "first; it is safe to run at any time.");
        }
    }

    internal static async Task RunAsync(
        NpgsqlDataSource dataSource, MigrationSet migrations, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        ServerVersion.Demand(connection.PostgreSqlVersion);
        while (await StepAsync(connection, migrations, cancellationToken))
        {
        }
    }

    /// <summary>Applies the first missing migration; false when there is none.</summary>
    private static async Task<bool> StepAsync(
        NpgsqlConnection connection, MigrationSet migrations, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, Lock, cancellationToken);
        await ExecuteAsync(connection, Prepare, cancellationToken);

        var applied = await ReadAppliedAsync(connection, cancellationToken);
        var pending = migrations.Pending(applied, allowNewer: false);
        if (pending.Length > 0)
        {
            await ApplyAsync(connection, pending[0], cancellationToken);
        }

        // A commit half-way is never cancelled.
        await transaction.CommitAsync(CancellationToken.None);
        return pending.Length > 0;
    }

    private static async Task ApplyAsync(
        NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(connection, BoundWaits, cancellationToken);
            await ExecuteAsync(connection, migration.Sql, cancellationToken);
        }
        catch (PostgresException exception)
        {
            throw new MigrationException(
                $"Migration {migration} failed and was rolled back: {exception.MessageText} (SQLSTATE {exception.SqlState}).",
                exception);
        }

        await using var record = Command(connection, Record);
        record.Parameters.Add(new() { Value = migration.Number, NpgsqlDbType = NpgsqlDbType.Integer });
        record.Parameters.Add(new() { Value = migration.Name, NpgsqlDbType = NpgsqlDbType.Text });
        record.Parameters.Add(new() { Value = migration.Hash.ToArray(), NpgsqlDbType = NpgsqlDbType.Bytea });
        await record.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<ImmutableArray<AppliedMigration>> ReadAppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = ImmutableArray.CreateBuilder<AppliedMigration>();
        await using var read = Command(connection, ReadApplied);
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(new AppliedMigration(
                reader.GetInt32(0), reader.GetString(1), [.. reader.GetFieldValue<byte[]>(2)]));
        }

        return applied.ToImmutable();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A migration of a large table takes as long as it takes.</summary>
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) =>
        new(sql, connection) { CommandTimeout = 0 };
}
