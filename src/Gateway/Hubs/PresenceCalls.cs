using System.Collections.Immutable;
using ChatOrleans.Gateway.Admission;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Hubs.Answers;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>The hub's calls about being online: one's own connection, and others'.</summary>
internal sealed class PresenceCalls
{
    private readonly AdmissionDesk _admission;
    private readonly ConnectionIndex _connections;
    private readonly Leases _leases;
    private readonly Watches _watches;
    private readonly Attempts _attempts;
    private readonly IThreadReaderGrain _reader;

    public PresenceCalls(
        AdmissionDesk admission,
        ConnectionIndex connections,
        Leases leases,
        Watches watches,
        Attempts attempts,
        IGrainFactory grains)
    {
        _admission = admission;
        _connections = connections;
        _leases = leases;
        _watches = watches;
        _attempts = attempts;
        _reader = grains.GetGrain<IThreadReaderGrain>(0);
    }

    /// <summary>
    /// Makes a new connection routable. Where that can't be begun in time the connection is closed, in the way that lets
    /// a stock client come again.
    /// </summary>
    public async Task ConnectAsync(ChatConnection connection)
    {
        using var pass = await _admission.EnterAsync(AdmissionKind.Connection, isBegun: true);
        if (pass is null)
        {
            _ = _admission.RefuseMs(AdmissionKind.Connection);
            connection.Abort();
        }
        else if (_connections.Find(connection.UserId) is { } user)
        {
            await _leases.AttachAsync(user);
        }
    }

    /// <summary>Replaces the connection's list. The answer is read after the watch began, so that no change falls between.</summary>
    public async Task<Result<PresenceAnswer>> WatchAsync(ChatConnection connection, ImmutableArray<UserId> userIds)
    {
        var users = await GetPresenceAsync(connection.UserId, userIds);
        var added = _watches.Replace(connection, ImmutableArray.CreateRange(users, static user => user.UserId));
        if (!added.IsEmpty)
        {
            // Even where another connection watches the user: its call may still be under way.
            await Task.WhenAll(added.Select(_leases.WatchAsync));
            users = await GetPresenceAsync(connection.UserId, userIds);
        }

        return new PresenceAnswer { Users = users };
    }

    private Task<ImmutableArray<PresenceView>> GetPresenceAsync(UserId caller, ImmutableArray<UserId> userIds) =>
        userIds.IsEmpty
            ? Task.FromResult(ImmutableArray<PresenceView>.Empty)
            : _attempts.RunAsync(
                (Reader: _reader, Caller: caller, UserIds: userIds),
                static call => call.Reader.GetPresenceAsync(call.Caller, call.UserIds));
}
