using System.Collections.Immutable;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Relay;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>Closes the connections of sessions that end: a connection may outlive its token, never its session.</summary>
internal sealed class SessionEnd : IHostedService
{
    private readonly IRevokedSessions _revoked;
    private readonly ConnectionIndex _connections;

    public SessionEnd(IRevokedSessions revoked, ConnectionIndex connections)
    {
        _revoked = revoked;
        _connections = connections;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _revoked.Revoked += Close;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _revoked.Revoked -= Close;
        return Task.CompletedTask;
    }

    private void Close(ImmutableArray<Guid> sessions)
    {
        var ended = sessions.ToHashSet();
        foreach (var user in _connections.Users)
        {
            foreach (var connection in user.Connections)
            {
                if (ended.Contains(connection.SessionId))
                {
                    connection.Abort();
                }
            }
        }
    }
}
