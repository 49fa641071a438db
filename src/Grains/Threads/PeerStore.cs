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

    /// <summary>Adds the peers where they lack, in one query, each as the member sees them whose view it is.</summary>
    public async Task<ImmutableArray<(UserId Viewer, ThreadView View)>> AddAsync(
        ImmutableArray<(UserId Viewer, ThreadView View)> views)
    {
        var unknown = views.Where(one => IsUnknown(one.View)).Select(one => (one.Viewer, one.View.Peer.UserId)).ToArray();
        if (unknown.Length == 0)
        {
            return views;
        }

        var peers = await ReadAsync(unknown);
        return
        [
            .. views.Select(one => IsUnknown(one.View)
                ? (one.Viewer, one.View with { Peer = peers[(one.Viewer, one.View.Peer.UserId)] })
                : one),
        ];
    }

    private static bool IsUnknown(ThreadView view) => view.Peer.Handle.Length == 0;

    private async Task<Dictionary<(UserId Viewer, UserId Peer), Peer>> ReadAsync((UserId Viewer, UserId Peer)[] pairs)
    {
        await using var command = home.CreateCommand(PeersStatement);
        command.Parameters.Add(new() { Value = Array.ConvertAll(pairs, static pair => pair.Viewer.Value) });
        command.Parameters.Add(new() { Value = Array.ConvertAll(pairs, static pair => pair.Peer.Value) });
        await using var row = await command.ExecuteReaderAsync();
        var now = time.GetUtcNow();
        var peers = new Dictionary<(UserId, UserId), Peer>();
        while (await row.ReadAsync())
        {
            var user = new UserId(row.GetGuid(1));
            peers[(new UserId(row.GetGuid(0)), user)] = PeerRow.Show(
                user,
                row.GetString(2),
                row.GetString(3),
                row.IsDBNull(4) ? null : row.GetDateTime(4),
                row.IsDBNull(5) ? null : row.GetDateTime(5),
                (PeerState)row.GetInt32(6),
                now);
        }

        return peers;
    }
}
