namespace ChatOrleans.Client.Outboxes;

/// <summary>One line of a journal: an entry is put, or is gone.</summary>
internal sealed record JournalRecord
{
    public required OutboxEntry Entry { get; init; }

    public bool Gone { get; init; }
}
