using System.Collections.Immutable;
using ChatOrleans.Client.Connecting;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Threads;

namespace ChatOrleans.Client.Signals;

/// <summary>Who is there. Whom one watches is said again on each connection. Changed on the loop, read from anywhere.</summary>
internal sealed class PresenceSignals(Line line, ThreadBook threads, Announcements announcements)
{
    private ImmutableDictionary<string, PresenceView> _known = ImmutableDictionary<string, PresenceView>.Empty;
    private IReadOnlyList<string> _watched = [];

    public PresenceView? Find(string userId) => Volatile.Read(ref _known).GetValueOrDefault(userId);

    /// <summary>Watches these people instead of the last ones, from now on.</summary>
    /// <exception cref="ChatException">The call of now was refused or not answered; the list stays for the next connection.</exception>
    public async Task<IReadOnlyList<PresenceView>> WatchAsync(IReadOnlyList<string> userIds)
    {
        _watched = userIds;
        var answer = await line.InvokeAsync<PresenceAnswer>("WatchPresence", new WatchPresenceRequest { UserIds = userIds });
        foreach (var presence in answer.Users)
        {
            OnPush(presence);
        }

        return answer.Users;
    }

    /// <summary>There is a new connection.</summary>
    public async Task WatchAgainAsync()
    {
        try
        {
            if (_watched.Count > 0)
            {
                await WatchAsync(_watched);
            }
        }
        catch (ChatException)
        {
            // The next connection tries again.
        }
    }

    public void OnPush(PresenceView presence)
    {
        // A thread's view may say another thing than the last push; the newest of the two holds.
        threads.SetPresence(presence);
        if (Find(presence.UserId) != presence)
        {
            Volatile.Write(ref _known, _known.SetItem(presence.UserId, presence));
            announcements.Tell(announcements.Presence, presence);
        }
    }

    public void Clear()
    {
        Volatile.Write(ref _known, ImmutableDictionary<string, PresenceView>.Empty);
        _watched = [];
    }
}
