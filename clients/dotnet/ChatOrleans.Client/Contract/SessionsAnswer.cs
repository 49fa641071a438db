namespace ChatOrleans.Client.Contract;

/// <summary>The caller's sessions.</summary>
internal sealed record SessionsAnswer
{
    /// <summary>The last used first; the latest 200.</summary>
    public required IReadOnlyList<SessionAnswer> Sessions { get; init; }
}
