using System.Collections.Immutable;
using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Threads;

/// <summary>What pages of history make of a thread's state.</summary>
internal static class ThreadPages
{
    /// <summary>
    /// The state with a page that was asked for when the log was applied up to <paramref name="askedAt"/>; null when too much
    /// has happened since, so that it has to be asked for again.
    /// </summary>
    public static ThreadState? With(this ThreadState state, HistoryPage page, HistoryPosition position, long askedAt)
    {
        if (askedAt < state.ChangesFrom)
        {
            return null;
        }

        // What the log has beyond what is applied comes as events.
        var reached = page.Messages.Where(message => message.Seq <= state.Cursor).ToImmutableList();
        var messages = reached.ConvertAll(message => Messages.OfHistory(message, state.Self));
        var window = new MessageWindow
        {
            Messages = messages,
            HasBefore = page.HasBefore,
            HasAfter = page.HasAfter && reached.Count == page.Messages.Count,
        };
        foreach (var change in state.Changes.Where(change => change.Seq > askedAt))
        {
            window = window.Changed(change);
        }

        var joined = state.Window.Joined(position, window);

        // A message that came while a window in the middle was shown is not in it.
        var newest = Math.Max(state.NewestSeq, joined.LastSeq ?? 0);
        var hasAfter = joined.HasAfter || newest > (joined.LastSeq ?? long.MaxValue);
        return (state with { NewestSeq = newest, Window = joined with { HasAfter = hasAfter } }).WithKnownUnread();
    }
}
