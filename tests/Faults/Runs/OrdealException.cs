namespace ChatOrleans.Faults.Runs;

/// <summary>The servers did not become whole again. The message is for the person at the console.</summary>
internal sealed class OrdealException : Exception
{
    public OrdealException()
    {
    }

    public OrdealException(string message)
        : base(message)
    {
    }

    public OrdealException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
