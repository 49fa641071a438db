namespace ChatOrleans.TestKit;

/// <summary>The result envelope of a hub method.</summary>
public sealed record Answer<T>(bool Ok, T? Value = default, RefusalShape? Error = null)
    where T : class
{
    /// <summary>The value; a refusal fails the test.</summary>
    public T Must() =>
        Ok && Value is not null && Error is null
            ? Value
            : throw new ExpectationException($"Refused where a {typeof(T).Name} was due: {Error}.");

    /// <summary>The refusal with this code; anything else fails the test.</summary>
    public RefusalShape MustRefuse(string code) =>
        !Ok && Value is null && Error?.Code == code && Error.Message is { Length: > 0 }
            ? Error
            : throw new ExpectationException($"Expected the refusal {code}, got {(Ok ? $"the value {Value}" : Error)}.");
}
