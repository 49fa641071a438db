namespace ChatOrleans.TestKit;

/// <summary>A refusal, over the hub in the envelope and over HTTP in the problem document.</summary>
public sealed record RefusalShape(
    string Code,
    string? Message = null,
    string? Field = null,
    string? ActiveThreadId = null,
    long? Seq = null,
    long? Limit = null,
    int? RetryAfterMs = null,
    IReadOnlyDictionary<string, string[]>? Errors = null);
