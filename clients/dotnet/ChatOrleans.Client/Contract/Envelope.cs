namespace ChatOrleans.Client.Contract;

/// <summary>The answer of every hub method: a value or a refusal.</summary>
internal sealed record Envelope<T>
    where T : class
{
    /// <summary>Which of the two it is.</summary>
    public required bool Ok { get; init; }

    /// <summary>The value.</summary>
    public T? Value { get; init; }

    /// <summary>The refusal.</summary>
    public Refusal? Error { get; init; }
}
