namespace ChatOrleans.Client.Contract;

/// <summary>A page of messages.</summary>
public sealed record HistoryPage
{
    /// <summary>Ascending by <c>seq</c>.</summary>
    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>Whether there are older ones.</summary>
    public required bool HasBefore { get; init; }

    /// <summary>Whether there are newer ones.</summary>
    public required bool HasAfter { get; init; }
}
