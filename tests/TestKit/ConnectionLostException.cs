namespace ChatOrleans.TestKit;

/// <summary>The connection went away before the answer came: the outcome of the call is unknown.</summary>
public sealed class ConnectionLostException : Exception
{
    /// <summary>A loss without words.</summary>
    public ConnectionLostException()
    {
    }

    /// <summary>A loss in words.</summary>
    public ConnectionLostException(string message)
        : base(message)
    {
    }

    /// <summary>A loss with its cause.</summary>
    public ConnectionLostException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
