namespace ChatOrleans.LoadTest.Wire;

/// <summary>A server that has too many at once, or goes away, has told when to come again.</summary>
internal sealed class ComeAgainException : IOException
{
    public ComeAgainException()
    {
    }

    public ComeAgainException(string message)
        : base(message)
    {
    }

    public ComeAgainException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>After how long; zero when it was not said.</summary>
    public TimeSpan After { get; init; }
}
