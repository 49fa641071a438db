namespace ChatOrleans.Telemetry.Health;

/// <summary>An RFC 9457 problem document that names what is not well.</summary>
internal sealed record HealthProblem
{
    /// <summary>The problem's kind; <c>about:blank</c> means that status and code say it.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The status in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The wire contract's code.</summary>
    public required string Code { get; init; }

    /// <summary>What is not well, in one line.</summary>
    public required string Detail { get; init; }

    /// <summary>When to ask again, in milliseconds; the header <c>Retry-After</c> says it in whole seconds.</summary>
    public required int RetryAfterMs { get; init; }

    /// <summary>The components by name, those included that are well.</summary>
    public required IReadOnlyDictionary<string, ComponentAnswer> Components { get; init; }
}
