namespace ChatOrleans.LoadTest.Echo;

/// <summary>Two people and a counter.</summary>
internal sealed class EchoThread(string threadId, string one, string other)
{
    private long _lastSeq;

    public string ThreadId { get; } = threadId;

    public long LastSeq => Interlocked.Read(ref _lastSeq);

    public long TakeSeq() => Interlocked.Increment(ref _lastSeq);

    public bool Has(string userId) => userId == one || userId == other;

    public string PartnerOf(string userId) => userId == one ? other : one;
}
