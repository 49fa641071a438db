using ChatOrleans.Gateway.Calls;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Sending;

/// <summary>One connection's lanes, by thread. Nearly always there is one.</summary>
internal sealed class SendLanes
{
    /// <summary>Lanes to keep before those that are idle are dropped.</summary>
    private const int Kept = 4;

    private readonly Lock _gate = new();
    private readonly Attempts _attempts;
    private readonly IGrainFactory _grains;
    private readonly UserId _sender;
    private Dictionary<ThreadId, SendLane>? _lanes;

    public SendLanes(Attempts attempts, IGrainFactory grains, UserId sender)
    {
        _attempts = attempts;
        _grains = grains;
        _sender = sender;
    }

    /// <summary>Takes a message, before it returns; answers once it is stored.</summary>
    public Task<Result<SendAck>> SendAsync(ThreadId threadId, SendCommand command)
    {
        // Taken under the lock, so that a lane that is dropped as idle has nothing coming.
        lock (_gate)
        {
            _lanes ??= new Dictionary<ThreadId, SendLane>(1);
            if (!_lanes.TryGetValue(threadId, out var lane))
            {
                DropIdle(_lanes);
                lane = new SendLane(_attempts, _grains.GetGrain<IThreadGrain>(threadId.Value), _sender);
                _lanes.Add(threadId, lane);
            }

            return lane.SendAsync(command);
        }
    }

    private static void DropIdle(Dictionary<ThreadId, SendLane> lanes)
    {
        if (lanes.Count < Kept)
        {
            return;
        }

        foreach (var (threadId, lane) in lanes)
        {
            if (lane.IsIdle)
            {
                lanes.Remove(threadId);
            }
        }
    }
}
