using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Presence;

/// <summary>Whom one connection watches, and why. Belongs to <see cref="Watches"/>, under whose lock it is used.</summary>
internal sealed class WatchList
{
    private Dictionary<UserId, WatchReasons>? _users;

    /// <summary>Set when the connection is gone, so that a late answer adds nothing to it.</summary>
    public bool IsClosed { get; set; }

    /// <summary>The users.</summary>
    public IReadOnlyCollection<UserId> Users => _users is null ? [] : _users.Keys;

    public WatchReasons ReasonsFor(UserId userId) => _users is null ? WatchReasons.None : _users.GetValueOrDefault(userId);

    public void Set(UserId userId, WatchReasons reasons)
    {
        if (reasons == WatchReasons.None)
        {
            _users?.Remove(userId);
        }
        else
        {
            (_users ??= new Dictionary<UserId, WatchReasons>(1))[userId] = reasons;
        }
    }
}
