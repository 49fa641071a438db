namespace ChatOrleans.Client.Contract;

/// <summary>An RFC 9457 problem document, as far as it matters here.</summary>
internal sealed record Problem
{
    public string? Code { get; init; }

    public string? Detail { get; init; }

    public string? Field { get; init; }

    public string? ActiveThreadId { get; init; }

    public long? Seq { get; init; }

    public long? Limit { get; init; }

    public long? RetryAfterMs { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    public Refusal ToRefusal() => new()
    {
        Code = Code ?? "",
        Message = Detail ?? "",
        Field = Field,
        ActiveThreadId = ActiveThreadId,
        Seq = Seq,
        Limit = Limit,
        RetryAfterMs = RetryAfterMs,
        Errors = Errors,
    };
}
