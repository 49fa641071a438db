using System.Collections.Immutable;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Presence;

/// <summary>
/// Tells the presence of users whom not everybody may see in the same way: what each watcher sees is read, and told to them
/// alone. A user's readings go one after another, so that what is told last was read last.
/// </summary>
internal sealed partial class Sights
{
    private readonly Watches _watches;
    private readonly Attempts _attempts;
    private readonly IGrainFactory _grains;
    private readonly ILogger<Sights> _logger;
    private readonly Lock _gate = new();

    // The users who are being read, and whether they have changed since that began.
    private readonly Dictionary<UserId, bool> _reading = [];

    public Sights(Watches watches, Attempts attempts, IGrainFactory grains, ILogger<Sights> logger)
    {
        _watches = watches;
        _attempts = attempts;
        _grains = grains;
        _logger = logger;
    }

    /// <summary>Has those who watch a user told what they see, or one of them. It never waits.</summary>
    public void Tell(UserId userId, UserId? viewer)
    {
        lock (_gate)
        {
            if (!_reading.TryAdd(userId, false))
            {
                _reading[userId] = true;
                return;
            }
        }

        _ = TellAsync(userId, viewer);
    }

    private async Task TellAsync(UserId userId, UserId? viewer)
    {
        do
        {
            try
            {
                await TellOnceAsync(userId, viewer);
            }
            catch (Exception fault)
            {
                LogNotRead(userId, fault);
            }

            // Whom the changes in between concern is not kept: everybody is told.
            viewer = null;
        }
        while (HasChanged(userId));
    }

    private bool HasChanged(UserId userId)
    {
        lock (_gate)
        {
            if (_reading[userId])
            {
                _reading[userId] = false;
                return true;
            }

            _reading.Remove(userId);
            return false;
        }
    }

    private async Task TellOnceAsync(UserId userId, UserId? viewer)
    {
        var viewers = _watches.Of(userId).Select(static watcher => watcher.UserId)
            .Where(watcher => viewer is null || watcher == viewer)
            .Distinct()
            .ToImmutableArray();
        if (viewers.IsEmpty)
        {
            return;
        }

        // Not taken in the constructor: it runs before a gateway by itself knows the cluster's grains.
        var reader = _grains.GetGrainFor<IThreadReaderGrain>(userId);
        var sights = await _attempts.RunAsync(
            (Reader: reader, UserId: userId, Viewers: viewers), static call => call.Reader.GetSightsAsync(call.UserId, call.Viewers));
        foreach (var sight in sights)
        {
            var message = PushMessages.Presence(sight.Presence);
            foreach (var watcher in _watches.Of(userId))
            {
                if (watcher.UserId == sight.Viewer)
                {
                    watcher.Push(message);
                }
            }
        }
    }
}
