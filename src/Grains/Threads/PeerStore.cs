using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>The peers of threads that were read away from home, where nothing but their ids is known.</summary>
internal sealed class PeerStore(NpgsqlDataSource home, TimeProvider time)
{
    private static readonly string PeersStatement = SqlText.Of<PeerStore>("peers");

    /// <summary>Adds the peers where they lack, in one query.</summary>
    public async Task<ImmutableArray<ThreadView>> AddAsync(ImmutableArray<ThreadView> views)
    {
        var unknown = views.Where(IsUnknown).Select(view => view.Peer.UserId.Value).ToArray();
        if (unknown.Length == 0)
        {
            return views;
        }

        var peers = await ReadAsync(unknown);
        return [.. views.Select(view => IsUnknown(view) ? view with { Peer = peers[view.Peer.UserId] } : view)];
    }

    private static bool IsUnknown(ThreadView view) => view.Peer.Handle.Length == 0;

    private async Task<Dictionary<UserId, Peer>> ReadAsync(Guid[] users)
    {
        await using var command = home.CreateCommand(PeersStatement);
        command.Parameters.Add(new() { Value = users });
        await using var row = await command.ExecuteReaderAsync();
        var now = time.GetUtcNow().UtcDateTime;
        var peers = new Dictionary<UserId, Peer>();
        while (await row.ReadAsync())
        {
            var user = new UserId(row.GetGuid(0));
            peers[user] = new Peer
            {
                UserId = user,
                Handle = row.GetString(1),
                DisplayName = row.GetString(2),
                Online = !row.IsDBNull(3) && row.GetDateTime(3) > now,
                LastSeenAt = row.IsDBNull(4) ? null : new DateTimeOffset(row.GetDateTime(4)),
            };
        }

        return peers;
    }
}
