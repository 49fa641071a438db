using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>The message that is measured: 64 characters, as the load test's.</summary>
internal static class SampleMessage
{
    private static readonly string Text = new('x', 64);

    public static SendCommand Command(long number) => new()
    {
        ClientMessageId = $"sample-{number:D12}",
        Text = Text,
    };

    public static ThreadEvent Event(ThreadId threadId, UserId sender, long seq) => new()
    {
        ThreadId = threadId,
        Seq = seq,
        Type = EventType.Message,
        SenderId = sender,
        At = TimeProvider.System.GetUtcNow(),
        ClientMessageId = $"sample-{seq:D12}",
        Text = Text,
    };
}
