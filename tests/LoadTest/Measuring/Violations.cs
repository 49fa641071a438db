using System.Collections.Concurrent;

namespace ChatOrleans.LoadTest.Measuring;

/// <summary>Broken promises, counted by kind, each with its first example.</summary>
internal sealed class Violations
{
    private readonly ConcurrentDictionary<Violation, Entry> _entries = new();

    public long Total => _entries.Values.Sum(entry => entry.Count);

    public void Add(Violation violation, string example) =>
        _entries.AddOrUpdate(
            violation, _ => new Entry(1, example), (_, entry) => entry with { Count = entry.Count + 1 });

    public SortedDictionary<string, Entry> ToSorted() =>
        new(_entries.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value), StringComparer.Ordinal);

    /// <summary>How often, and the first one.</summary>
    internal sealed record Entry(long Count, string Example);
}
