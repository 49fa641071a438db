using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>Sync</c>.</summary>
public sealed record SyncRequest
{
    /// <summary>The epoch of the last answer; absent on the first call.</summary>
    public Field<string> Epoch { get; init; }

    /// <summary>The last seq held, by thread; 0 means from the start.</summary>
    public Field<CursorMap> Cursors { get; init; }

    /// <summary>The <c>nextPage</c> of the last answer; absent for the first page.</summary>
    public Field<string> Page { get; init; }
}
