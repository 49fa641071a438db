using ChatOrleans.Gateway.Admission;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>
/// Answers <c>Sync</c> so that nothing falls between the answer and the pushes after it: first the threads that hold the
/// user learn where to push, then the log is read.
/// </summary>
internal sealed class CatchUp
{
    private readonly AdmissionDesk _admission;
    private readonly ConnectionIndex _connections;
    private readonly Leases _leases;
    private readonly PeerWatch _peers;
    private readonly DeliveryMarks _marks;
    private readonly GrainCalls _calls;
    private readonly IGrainFactory _grains;

    public CatchUp(
        AdmissionDesk admission,
        ConnectionIndex connections,
        Leases leases,
        PeerWatch peers,
        DeliveryMarks marks,
        GrainCalls calls,
        IGrainFactory grains)
    {
        _admission = admission;
        _connections = connections;
        _leases = leases;
        _peers = peers;
        _marks = marks;
        _calls = calls;
        _grains = grains;
    }

    public async Task<Result<SyncAnswer>> SyncAsync(ChatConnection connection, SyncQuery query)
    {
        using var pass = await _admission.EnterAsync(AdmissionKind.Sync);
        if (pass is null)
        {
            return Refusal.Overloaded(_admission.RefuseMs(AdmissionKind.Sync));
        }

        if (_connections.Find(connection.UserId) is { } user)
        {
            await _leases.RouteAsync(user.Id, await _leases.AttachAsync(user));
        }

        var result = await _calls.ReadAsync(
            () => _grains.GetGrainFor<IThreadReaderGrain>(connection.UserId).SyncAsync(connection.UserId, query),
            CancellationToken.None);
        if (!result.Ok)
        {
            return result;
        }

        connection.Synced(query, result.Value);
        foreach (var thread in result.Value.Threads)
        {
            if (thread.Active)
            {
                _peers.Follow(connection, thread);
            }
        }

        _marks.Imply(connection.UserId, query, result.Value);
        return result;
    }
}
