using System.Security.Cryptography;
using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Hosts;

/// <summary>Finds the keys that servers present.</summary>
internal sealed class HostKeyStore(NpgsqlDataSource source)
{
    private static readonly string FindStatement = SqlText.Of<HostKeyStore>("find_key");

    /// <summary>Null when it is unknown or revoked, or has another secret.</summary>
    public async Task<HostKey?> FindAsync(string keyId, byte[] secretHash)
    {
        await using var command = source.CreateCommand(FindStatement).With(keyId);
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() && CryptographicOperations.FixedTimeEquals(row.GetFieldValue<byte[]>(0), secretHash)
            ? new HostKey { KeyId = keyId, Host = row.GetString(1), Scopes = [.. row.GetFieldValue<string[]>(2)] }
            : null;
    }
}
