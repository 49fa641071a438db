namespace ChatOrleans.Client.Contract;

/// <summary>The caller.</summary>
public sealed record Me
{
    /// <summary>Who it is.</summary>
    public required string UserId { get; init; }

    /// <summary>As written.</summary>
    public required string Handle { get; init; }

    /// <summary>What others are shown.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The thread that the caller is in; absent outside a conversation.</summary>
    public string? ActiveThreadId { get; init; }
}
