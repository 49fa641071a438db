using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>Who types now. It ends by itself, by a message, and by word of the client; only changes are pushed.</summary>
internal sealed class ThreadTyping(ThreadId threadId, ThreadAudience audience, TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(6);

    private readonly Dictionary<UserId, DateTimeOffset> _until = [];

    /// <summary>The next moment at which somebody's typing ends by itself.</summary>
    public DateTimeOffset? NextEnd => _until.Count == 0 ? null : _until.Values.Min();

    public void Set(UserId member, UserId peer, bool typing)
    {
        var changed = typing ? !_until.ContainsKey(member) : _until.Remove(member);
        if (typing)
        {
            _until[member] = time.GetUtcNow() + Lasts;
        }

        if (changed)
        {
            Push(member, peer, typing);
        }
    }

    /// <summary>Forgets who typed the message that is there now; the message says enough to the client.</summary>
    public void EndSilently(UserId member) => _until.Remove(member);

    /// <summary>Ends what has lasted long enough.</summary>
    public void Expire(ThreadState state)
    {
        var now = time.GetUtcNow();
        foreach (var (member, until) in _until.ToArray())
        {
            if (until <= now)
            {
                Set(member, state.PeerOf(member), typing: false);
            }
        }
    }

    private void Push(UserId member, UserId peer, bool typing) => audience.PostTo(
        peer,
        new TypingItem { ThreadId = threadId, UserId = member, Typing = typing, Recipient = peer });
}
