namespace ChatOrleans.LoadTest.Echo;

internal sealed record EchoOpening(string With);

internal sealed record EchoCursors(Dictionary<string, long> Cursors);

internal sealed record EchoMessage(string ThreadId, string ClientMessageId, string Text);

internal sealed record EchoEvent(
    string ThreadId, long Seq, string Type, string SenderId, DateTimeOffset At, string ClientMessageId, string Text);

internal sealed record EchoAck(long Seq, DateTimeOffset SentAt, bool Duplicate);

internal sealed record EchoSync(IEnumerable<EchoThread> Threads);

internal sealed record EchoAnswer<T>(bool Ok, T Value);

internal static class EchoAnswer
{
    public static EchoAnswer<T> Of<T>(T value) => new(Ok: true, value);
}
