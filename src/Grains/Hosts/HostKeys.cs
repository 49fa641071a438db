using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Hosts;

/// <summary>Makes, lists and revokes the keys of host applications' servers: the operator's part.</summary>
/// <param name="source">The home database.</param>
/// <param name="time">The clock.</param>
public sealed class HostKeys(NpgsqlDataSource source, TimeProvider time)
{
    private static readonly string CreateStatement = SqlText.Of<HostKeys>("create_key");
    private static readonly string ListStatement = SqlText.Of<HostKeys>("list_keys");
    private static readonly string RevokeStatement = SqlText.Of<HostKeys>("revoke_key");

    /// <summary>Makes a key. What it answers is all there ever is to see of the secret.</summary>
    /// <param name="host">The host whose users it names by their own ids.</param>
    /// <param name="name">What the operator calls it.</param>
    /// <param name="scopes">Of <see cref="HostScope"/>.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public async Task<string> CreateAsync(
        string host, string name, IReadOnlyCollection<string> scopes, CancellationToken cancellationToken)
    {
        var key = HostKeyText.New();
        _ = HostKeyText.TryRead(key, out var keyId, out var hash);
        await using var command = source.CreateCommand(CreateStatement)
            .With(keyId!)
            .With(hash!)
            .With(host)
            .With(name)
            .With(scopes.ToArray())
            .WithTime(time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
        return key;
    }

    /// <summary>All of them, the oldest first.</summary>
    public async Task<ImmutableArray<HostKeyView>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(ListStatement);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var keys = ImmutableArray.CreateBuilder<HostKeyView>();
        while (await row.ReadAsync(cancellationToken))
        {
            keys.Add(new HostKeyView(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                [.. row.GetFieldValue<string[]>(3)],
                new DateTimeOffset(row.GetDateTime(4)),
                row.IsDBNull(5) ? null : new DateTimeOffset(row.GetDateTime(5))));
        }

        return keys.DrainToImmutable();
    }

    /// <summary>Revokes a key for ever, at once; false when there is none with this id.</summary>
    public async Task<bool> RevokeAsync(string keyId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(RevokeStatement).With(keyId).WithTime(time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
