namespace ChatOrleans.TestKit;

/// <summary>What a test waited for or relied on did not happen.</summary>
public sealed class ExpectationException : Exception
{
    /// <summary>A failure without words.</summary>
    public ExpectationException()
    {
    }

    /// <summary>A failure in words.</summary>
    public ExpectationException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its cause.</summary>
    public ExpectationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
