namespace ChatOrleans.LoadTest;

/// <summary>The run can't be made, or not go on. The message is for the person at the console.</summary>
internal sealed class SetUpException : Exception
{
    public SetUpException()
    {
    }

    public SetUpException(string message)
        : base(message)
    {
    }

    public SetUpException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
