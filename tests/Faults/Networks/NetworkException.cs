namespace ChatOrleans.Faults.Networks;

/// <summary>The network can't be made or changed here. The message is for the person at the console.</summary>
internal sealed class NetworkException : Exception
{
    public NetworkException()
    {
    }

    public NetworkException(string message)
        : base(message)
    {
    }

    public NetworkException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
