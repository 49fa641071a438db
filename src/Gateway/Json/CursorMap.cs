namespace ChatOrleans.Gateway.Json;

/// <summary>The cursors of a catch-up, as written: pairs of thread id and last seq. Reading stops at one beyond the limit.</summary>
internal sealed class CursorMap
{
    internal CursorMap(IReadOnlyList<KeyValuePair<string, long>> entries) => Entries = entries;

    /// <summary>The pairs, in the order written.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Entries { get; }
}
