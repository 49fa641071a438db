namespace ChatOrleans.LoadTest.Conversations;

/// <summary>What is known of the closings of a thread, or of all that a person is in.</summary>
/// <param name="UnderWay">Asked for and not answered: it may take effect at any moment.</param>
/// <param name="LastAt">The moment of the last answer.</param>
internal readonly record struct Closings(int UnderWay, long LastAt)
{
    /// <summary>Whether what was opened at this moment may be closed again.</summary>
    public bool MayHaveClosed(long openedAt) => UnderWay > 0 || LastAt > openedAt;

    public Closings Asked() => this with { UnderWay = UnderWay + 1 };

    public Closings Answered(long moment) => new(UnderWay - 1, moment);
}
