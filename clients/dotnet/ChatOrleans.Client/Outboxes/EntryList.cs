namespace ChatOrleans.Client.Outboxes;

/// <summary>Entries in the order in which they were first put.</summary>
internal sealed class EntryList
{
    private readonly List<OutboxEntry> _entries = [];

    public int Count => _entries.Count;

    public IReadOnlyList<OutboxEntry> All => _entries;

    public IReadOnlyList<OutboxEntry> Of(string userId) => [.. _entries.Where(entry => entry.UserId == userId)];

    public void Put(OutboxEntry entry)
    {
        var place = _entries.FindIndex(entry.IsSameCommand);
        if (place < 0)
        {
            _entries.Add(entry);
        }
        else
        {
            _entries[place] = entry;
        }
    }

    public bool Remove(OutboxEntry entry) => _entries.RemoveAll(entry.IsSameCommand) > 0;
}
