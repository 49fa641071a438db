namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>Which accounts an admin looks for.</summary>
[GenerateSerializer, Immutable, Alias("chat.AccountQuery")]
public sealed record AccountQuery
{
    /// <summary>Accounts a page when no number is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Accounts a page, at most.</summary>
    public const int MaxLimit = 200;

    /// <summary>The beginning of a handle, a whole user id, or a whole mail address; all accounts when absent.</summary>
    [Id(0)] public string? Text { get; init; }

    /// <summary>Which of them.</summary>
    [Id(1)] public AccountGroup Group { get; init; }

    /// <summary>1 to <see cref="MaxLimit"/>.</summary>
    [Id(2)] public int Limit { get; init; } = DefaultLimit;

    /// <summary>Where the page before ended.</summary>
    [Id(3)] public string? Cursor { get; init; }
}
