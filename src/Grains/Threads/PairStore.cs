using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Threads;

/// <summary>Users by handle or id, and the one thread of each pair.</summary>
internal sealed class PairStore(LogShards shards, TimeProvider time)
{
    private static readonly string FindUserStatement = SqlText.Of<PairStore>("find_user");
    private static readonly string FindStatement = SqlText.Of<PairStore>("find_pair");
    private static readonly string CreateStatement = SqlText.Of<PairStore>("create_pair");
    private static readonly string CreateMembersStatement = SqlText.Of<PairStore>("create_members");

    /// <summary>The user with this handle or id.</summary>
    public async Task<UserId?> FindUserAsync(string handleOrId)
    {
        if (handleOrId.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        // A handle has no underscore, so that it is never somebody's id.
        var isId = UserId.TryParse(handleOrId, out var id);
        await using var command = shards.Home.CreateCommand(FindUserStatement);
        command.Parameters.Add(new() { Value = isId ? id.Value : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = isId ? DBNull.Value : handleOrId, NpgsqlDbType = NpgsqlDbType.Text });
        return await command.ExecuteScalarAsync() is Guid found ? new UserId(found) : null;
    }

    /// <summary>The thread of two users, made when there is none.</summary>
    public async Task<ThreadId> FindOrCreateAsync(UserId one, UserId other)
    {
        var threadId = await FindAsync(one, other);
        if (threadId is null)
        {
            await CreateAsync(one, other);
            threadId = await FindAsync(one, other) ?? throw new InvalidOperationException("A thread just made is not there.");
        }

        if (shards.Several)
        {
            // The pair and its members may be in two databases; an earlier call may have ended between them.
            await shards.AtAsync(threadId.Value, shard => CreateMembersAsync(shard, threadId.Value, one, other));
        }

        return threadId.Value;
    }

    private async Task CreateAsync(UserId one, UserId other)
    {
        await using var command = shards.Home.CreateCommand(CreateStatement);
        command.Parameters.Add(new() { Value = ThreadId.NewRandom().Value });
        command.Parameters.Add(new() { Value = one.Value });
        command.Parameters.Add(new() { Value = other.Value });
        command.Parameters.Add(new() { Value = time.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(bool Served, ThreadId Value)> CreateMembersAsync(
        LogShard shard, ThreadId threadId, UserId one, UserId other)
    {
        await using var command = shard.Source.CreateCommand(CreateMembersStatement);
        command.Parameters.Add(new() { Value = threadId.Value });
        command.Parameters.Add(new() { Value = one.Value });
        command.Parameters.Add(new() { Value = other.Value });
        return (await command.ExecuteScalarAsync() is true, threadId);
    }

    private async Task<ThreadId?> FindAsync(UserId one, UserId other)
    {
        await using var command = shards.Home.CreateCommand(FindStatement);
        command.Parameters.Add(new() { Value = one.Value });
        command.Parameters.Add(new() { Value = other.Value });
        return await command.ExecuteScalarAsync() is Guid found ? new ThreadId(found) : null;
    }
}
