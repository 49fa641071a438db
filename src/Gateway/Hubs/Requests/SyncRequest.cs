using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>Sync</c>.</summary>
internal sealed record SyncRequest
{
    /// <summary>The epoch of the last answer; absent on the first call.</summary>
    public Field<string> Epoch { get; init; }

    /// <summary>The last seq held, by thread; 0 means from the start.</summary>
    [Required]
    public Field<CursorMap> Cursors { get; init; }

    /// <summary>The <c>nextPage</c> of the last answer; absent for the first page.</summary>
    public Field<string> Page { get; init; }

    public static bool TryRead(
        SyncRequest? request, [NotNullWhen(true)] out SyncQuery? query, [NotNullWhen(false)] out Refusal? refusal)
    {
        query = null;
        refusal = Fields.NoArgument;
        if (request is null ||
            !Fields.TryOptionalText(request.Epoch, "epoch", out var epoch, out refusal) ||
            !Fields.TryOptionalText(request.Page, "page", out var page, out refusal))
        {
            return false;
        }

        refusal = ReadCursors(request.Cursors, out var cursors);
        query = refusal is null ? new SyncQuery { Epoch = epoch, Cursors = cursors, Page = page } : null;
        return query is not null;
    }

    private static Refusal? ReadCursors(Field<CursorMap> field, out ImmutableArray<SyncCursor> cursors)
    {
        cursors = [];
        if (field.Value is not { Entries: var entries })
        {
            return Refusal.InvalidArgument("cursors", "cursors is an object of whole numbers by threadId.");
        }

        if (entries.Count > SyncQuery.MaxCursors)
        {
            return Refusal.InvalidArgument("cursors", "At most 1,000 cursors a call.");
        }

        var read = new Dictionary<ThreadId, long>(entries.Count);
        foreach (var (id, seq) in entries)
        {
            if (seq < 0)
            {
                return Refusal.InvalidArgument("cursors", "A cursor is a whole number from 0.");
            }

            // What is no id is the id of no thread, and unknown threads are left out of the answer.
            if (ThreadId.TryParse(id, out var threadId))
            {
                read[threadId] = seq;
            }
        }

        cursors = [.. read.Select(cursor => new SyncCursor(cursor.Key, cursor.Value))];
        return null;
    }
}
