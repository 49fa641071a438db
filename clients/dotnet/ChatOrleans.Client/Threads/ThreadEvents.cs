using System.Collections.Immutable;
using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Threads;

/// <summary>What events make of a thread's state: each is applied once, in the order of the log.</summary>
internal static class ThreadEvents
{
    // Pages of history are seconds old at most; more changes than this in the meantime are asked for anew.
    private const int MaxChanges = 500;

    // Beyond it the rest is fetched by Sync anyway.
    private const int MaxEarly = 1_000;

    /// <summary>
    /// The state after an event, and the events that were applied by it: none when it is held already, or comes too early and
    /// waits; several when it is the one that others have waited for.
    /// </summary>
    public static (ThreadState State, ImmutableList<ThreadEvent> Applied) With(this ThreadState state, ThreadEvent told)
    {
        if (told.Seq <= state.Cursor)
        {
            return (state, []);
        }

        state = state with { LastSeq = Math.Max(state.LastSeq, told.Seq) };
        if (told.Seq > state.Cursor + 1)
        {
            return (state.Early.Count < MaxEarly ? state with { Early = state.Early.SetItem(told.Seq, told) } : state, []);
        }

        var applied = ImmutableList.CreateBuilder<ThreadEvent>();
        for (var next = told; next is not null; next = state.Early.GetValueOrDefault(state.Cursor + 1))
        {
            state = Applied(state, next) with { Early = state.Early.Remove(next.Seq) };
            applied.Add(next);
        }

        return (state with { Early = state.Early.RemoveRange(state.Early.Keys.Where(seq => seq <= state.Cursor)) }, applied.ToImmutable());
    }

    private static ThreadState Applied(ThreadState state, ThreadEvent told)
    {
        var next = state with { Cursor = told.Seq };
        if (Messages.IsMessage(told))
        {
            return WithMessage(next, told);
        }

        if (Messages.IsChange(told))
        {
            return WithChange(next, told);
        }

        return told.Type is EventTypes.Opened or EventTypes.Closed
            ? next with
            {
                TurnSeq = told.Seq,
                Active = told.Seq > state.ViewSeq ? told.Type == EventTypes.Opened : state.Active,
            }
            : next;
    }

    private static ThreadState WithMessage(ThreadState state, ThreadEvent told)
    {
        var message = Messages.OfEvent(told, state.Self);
        state = state with { NewestSeq = told.Seq, Window = state.Window.Appended(message) };
        if (message.System)
        {
            return state;
        }

        return state with
        {
            LastMessage = told.Seq > (state.LastMessage?.Seq ?? 0) ? message : state.LastMessage,
            Archived = told.Seq <= state.ViewSeq && state.Archived,
            Unread = message.Mine ? state.Unread : state.Unread.WithPeerMessage(told.Seq, state.ReadSeq),
        };
    }

    private static ThreadState WithChange(ThreadState state, ThreadEvent told)
    {
        var changes = state.Changes.Add(told);
        var from = state.ChangesFrom;
        if (changes.Count > MaxChanges)
        {
            from = changes[0].Seq;
            changes = changes.RemoveAt(0);
        }

        return state with
        {
            Window = state.Window.Changed(told),
            LastMessage = state.LastMessage is { } last && last.Seq == told.TargetSeq ? Messages.WithChange(last, told) : state.LastMessage,
            Changes = changes,
            ChangesFrom = from,
            Unread = told.Type == EventTypes.Deleted && told.SenderId != state.Self && told.TargetSeq is { } target
                ? state.Unread.WithPeerDeletion(told.Seq, target, state.ReadSeq)
                : state.Unread,
        };
    }
}
