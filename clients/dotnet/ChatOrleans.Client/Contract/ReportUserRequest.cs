namespace ChatOrleans.Client.Contract;

/// <summary>Reports somebody to those who run the service.</summary>
public sealed record ReportUserRequest
{
    /// <summary>Who.</summary>
    public required string UserId { get; init; }

    /// <summary>The thread of the two.</summary>
    public string? ThreadId { get; init; }

    /// <summary>A message of theirs in it.</summary>
    public long? Seq { get; init; }

    /// <summary>One of <see cref="ReportReasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>At most 1,000 code points.</summary>
    public string? Text { get; init; }
}
