using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Log.Tests;

/// <summary>A thread and its members.</summary>
internal sealed record TestThread(ThreadId Id, UserId One, UserId Other)
{
    public ThreadEvent Message(long seq, string id, string text = "hello") => new()
    {
        ThreadId = Id,
        Seq = seq,
        Type = EventType.Message,
        SenderId = One,
        At = DateTimeOffset.UnixEpoch.AddSeconds(seq),
        ClientMessageId = id,
        Text = text,
    };

    public ThreadEvent Turn(long seq, EventType type) => new()
    {
        ThreadId = Id,
        Seq = seq,
        Type = type,
        SenderId = One,
        At = DateTimeOffset.UnixEpoch.AddSeconds(seq),
    };
}
