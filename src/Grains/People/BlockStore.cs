using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using Npgsql;

namespace ChatOrleans.Grains.People;

/// <summary>Blocks as they are kept at home, which is what everything else follows.</summary>
internal sealed class BlockStore(NpgsqlDataSource home, TimeProvider time)
{
    private static readonly string BlockStatement = SqlText.Of<BlockStore>("block");
    private static readonly string UnblockStatement = SqlText.Of<BlockStore>("unblock");
    private static readonly string BlocksStatement = SqlText.Of<BlockStore>("blocks");
    private static readonly string FindThreadStatement = SqlText.Of<BlockStore>("find_thread");
    private static readonly string GoneStatement = SqlText.Of<BlockStore>("gone");

    /// <summary>Stores a block or takes it back; false when nobody has the other's id.</summary>
    public async Task<bool> SetAsync(UserId user, UserId other, bool blocked)
    {
        await using var command = home.CreateCommand(blocked ? BlockStatement : UnblockStatement);
        command.Parameters.Add(new() { Value = user.Value });
        command.Parameters.Add(new() { Value = other.Value });
        if (blocked)
        {
            command.Parameters.Add(new() { Value = time.GetUtcNow().UtcDateTime });
        }

        return await command.ExecuteScalarAsync() is true;
    }

    /// <summary>The thread of two users; null while they have none.</summary>
    public async Task<ThreadId?> FindThreadAsync(UserId one, UserId other)
    {
        await using var command = home.CreateCommand(FindThreadStatement);
        command.Parameters.Add(new() { Value = one.Value });
        command.Parameters.Add(new() { Value = other.Value });
        return await command.ExecuteScalarAsync() is Guid found ? new ThreadId(found) : null;
    }

    /// <summary>Whether a user is gone; null when there is no such user.</summary>
    public async Task<bool?> IsGoneAsync(UserId user)
    {
        await using var command = home.CreateCommand(GoneStatement);
        command.Parameters.Add(new() { Value = user.Value });
        return (bool?)await command.ExecuteScalarAsync();
    }

    /// <summary>A page of the people whom a user has blocked.</summary>
    public async Task<BlockPage> ListAsync(UserId user, int limit, PageCursor after)
    {
        await using var command = home.CreateCommand(BlocksStatement);
        command.Parameters.Add(new() { Value = user.Value });
        command.Parameters.Add(new() { Value = after.Activity });
        command.Parameters.Add(new() { Value = after.ThreadId.Value });
        command.Parameters.Add(new() { Value = limit + 1 });
        await using var row = await command.ExecuteReaderAsync();
        var users = ImmutableArray.CreateBuilder<BlockedUser>();
        var last = after;
        while (await row.ReadAsync())
        {
            if (users.Count == limit)
            {
                return new BlockPage { Users = users.DrainToImmutable(), NextCursor = last.ToString() };
            }

            var blocked = new UserId(row.GetGuid(0));
            var erased = row.GetBoolean(4);
            // The cursor is a moment and an id: here the person's.
            last = new PageCursor(row.GetDateTime(1), new ThreadId(blocked.Value));
            users.Add(new BlockedUser
            {
                UserId = blocked,
                Handle = erased ? blocked.ToString() : row.GetString(2),
                DisplayName = erased ? PeerRow.ErasedName : row.GetString(3),
                BlockedAt = new DateTimeOffset(row.GetDateTime(1)),
            });
        }

        return new BlockPage { Users = users.DrainToImmutable() };
    }
}
