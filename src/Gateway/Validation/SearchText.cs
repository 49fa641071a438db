using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Search;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Validation;

/// <summary>The form of a search in messages. Whether the query names a word, the database knows.</summary>
internal static class SearchText
{
    /// <summary>False, with the refusal, for what can't be searched for.</summary>
    public static bool TryRead(
        string? text,
        string? thread,
        int limit,
        string? cursor,
        [NotNullWhen(true)] out SearchQuery? query,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        query = null;
        ThreadId threadId = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > SearchQuery.MaxLength || text.Contains('\0', StringComparison.Ordinal))
        {
            refusal = Refusal.InvalidArgument("query", $"query has 1 to {SearchQuery.MaxLength} characters, and is not blank.");
            return false;
        }

        if (thread is not null && !ThreadIdText.TryRead(thread, out threadId, out refusal))
        {
            return false;
        }

        refusal = null;
        query = new SearchQuery { Text = text, ThreadId = thread is null ? null : threadId, Limit = limit, Cursor = cursor };
        return true;
    }
}
