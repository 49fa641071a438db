using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Threads;

/// <summary>Users by handle or id, and the one thread of each pair.</summary>
internal sealed class PairStore(NpgsqlDataSource source, TimeProvider time)
{
    private static readonly string FindUserStatement = SqlText.Of<PairStore>("find_user");
    private static readonly string FindStatement = SqlText.Of<PairStore>("find_pair");
    private static readonly string CreateStatement = SqlText.Of<PairStore>("create_pair");

    /// <summary>The user with this handle or id.</summary>
    public async Task<UserId?> FindUserAsync(string handleOrId)
    {
        if (handleOrId.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        // A handle has no underscore, so that it is never somebody's id.
        var isId = UserId.TryParse(handleOrId, out var id);
        await using var command = source.CreateCommand(FindUserStatement);
        command.Parameters.Add(new() { Value = isId ? id.Value : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = isId ? DBNull.Value : handleOrId, NpgsqlDbType = NpgsqlDbType.Text });
        return await command.ExecuteScalarAsync() is Guid found ? new UserId(found) : null;
    }

    /// <summary>The thread of two users, made when there is none.</summary>
    public async Task<ThreadId> FindOrCreateAsync(UserId one, UserId other)
    {
        if (await FindAsync(one, other) is { } existing)
        {
            return existing;
        }

        await using var command = source.CreateCommand(CreateStatement);
        command.Parameters.Add(new() { Value = ThreadId.NewRandom().Value });
        command.Parameters.Add(new() { Value = one.Value });
        command.Parameters.Add(new() { Value = other.Value });
        command.Parameters.Add(new() { Value = time.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync();
        return await FindAsync(one, other) ?? throw new InvalidOperationException("A thread just made is not there.");
    }

    private async Task<ThreadId?> FindAsync(UserId one, UserId other)
    {
        await using var command = source.CreateCommand(FindStatement);
        command.Parameters.Add(new() { Value = one.Value });
        command.Parameters.Add(new() { Value = other.Value });
        return await command.ExecuteScalarAsync() is Guid found ? new ThreadId(found) : null;
    }
}
