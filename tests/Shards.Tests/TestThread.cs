using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Shards.Tests;

/// <summary>A thread and its members.</summary>
internal sealed record TestThread(ThreadId Id, UserId One, UserId Other)
{
    public ThreadEvent Message(long seq, string id) => new()
    {
        ThreadId = Id,
        Seq = seq,
        Type = EventType.Message,
        SenderId = One,
        At = DateTimeOffset.UnixEpoch.AddSeconds(seq),
        ClientMessageId = id,
        Text = $"text of {id}",
    };
}
