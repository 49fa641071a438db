namespace ChatOrleans.Client.Contract;

/// <summary>The presence of those who are watched.</summary>
internal sealed record PresenceAnswer
{
    /// <summary>People with whom the caller shares no thread are left out.</summary>
    public required IReadOnlyList<PresenceView> Users { get; init; }
}
