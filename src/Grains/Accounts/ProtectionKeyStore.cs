using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Accounts;

/// <summary>The keys that protect tokens.</summary>
internal sealed class ProtectionKeyStore(NpgsqlDataSource source, TimeProvider time)
{
    private static readonly string ReadStatement = SqlText.Of<ProtectionKeyStore>("protection_keys");
    private static readonly string LockStatement = SqlText.Of<ProtectionKeyStore>("lock_protection_keys");
    private static readonly string StoreStatement = SqlText.Of<ProtectionKeyStore>("store_protection_key");

    public async Task<ProtectionKeys> ReadAsync()
    {
        await using var command = source.CreateCommand(ReadStatement);
        await using var row = await command.ExecuteReaderAsync();
        var keys = ImmutableArray.CreateBuilder<ProtectionKey>();
        while (await row.ReadAsync())
        {
            keys.Add(new ProtectionKey { Name = row.GetString(0), Xml = row.GetString(1) });
        }

        return new ProtectionKeys { Keys = keys.ToImmutable() };
    }

    /// <summary>Stores what the ring lacks; two nodes that make a key at once store one of them.</summary>
    public async Task StoreAsync(ProtectionKey key)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var turn = new NpgsqlCommand(LockStatement, connection))
        {
            await turn.ExecuteNonQueryAsync();
        }

        // A statement of its own, which sees what was committed before its turn.
        await using var command = new NpgsqlCommand(StoreStatement, connection)
            .With(key.Name)
            .With(key.Xml)
            .WithTime(time.GetUtcNow());
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
