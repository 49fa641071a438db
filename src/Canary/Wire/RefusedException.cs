namespace ChatOrleans.Canary.Wire;

/// <summary>A refusal of the contract.</summary>
internal sealed class RefusedException : Exception
{
    public RefusedException()
    {
    }

    public RefusedException(string message)
        : base(message)
    {
    }

    public RefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public RefusedException(string code, TimeSpan? retryAfter)
        : this($"The server refused with {code}.") => (Code, RetryAfter) = (code, retryAfter);

    /// <summary>The contract's code.</summary>
    public string Code { get; } = string.Empty;

    /// <summary>When to come again, where the server says so.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether the same again may succeed.</summary>
    public bool MayPass => Code is "overloaded" or "unavailable" or "rate_limited";
}
