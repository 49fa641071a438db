using System.Collections.Immutable;
using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Threads;

/// <summary>What a client knows of a thread. Pure data: each method makes the next one of it.</summary>
internal sealed record ThreadState
{
    public required string ThreadId { get; init; }

    /// <summary>The user whose sight it is.</summary>
    public required string Self { get; init; }

    public required Peer Peer { get; init; }

    public required bool Active { get; init; }

    public required bool Archived { get; init; }

    public DateTimeOffset? MutedUntil { get; init; }

    public required bool Blocked { get; init; }

    public required long ReadSeq { get; init; }

    public required long PeerReadSeq { get; init; }

    public required long PeerDeliveredSeq { get; init; }

    public required UnreadCount Unread { get; init; }

    /// <summary>The last event that is applied; all before it are too.</summary>
    public required long Cursor { get; init; }

    /// <summary>The last event heard of.</summary>
    public required long LastSeq { get; init; }

    /// <summary>The log's end of the newest view that was taken: what it says of activity and archiving, events up to here do not say again.</summary>
    public required long ViewSeq { get; init; }

    /// <summary>The last <c>opened</c> or <c>closed</c> that is applied.</summary>
    public long TurnSeq { get; init; }

    /// <summary>The newest message that is applied, the system's included.</summary>
    public required long NewestSeq { get; init; }

    public ChatMessage? LastMessage { get; init; }

    public required MessageWindow Window { get; init; }

    /// <summary>Events that have come too early, by <c>seq</c>.</summary>
    public ImmutableSortedDictionary<long, ThreadEvent> Early { get; init; } = ImmutableSortedDictionary<long, ThreadEvent>.Empty;

    /// <summary>The last edits, deletions and reactions, for pages of history that were read before them.</summary>
    public ImmutableList<ThreadEvent> Changes { get; init; } = [];

    /// <summary>Changes up to here may be missing in <see cref="Changes"/>.</summary>
    public required long ChangesFrom { get; init; }

    public ThreadNeed Need =>
        LastSeq > Cursor ? ThreadNeed.Events : Unread.Doubt && !Blocked ? ThreadNeed.View : ThreadNeed.Nothing;

    /// <summary>The unread count that is shown: none of somebody who is blocked.</summary>
    public long UnreadShown => Blocked ? 0 : Unread.Total;

    /// <summary>
    /// A thread that is seen for the first time: as it stands, with its history to be loaded when wanted; or, with
    /// <paramref name="from"/> of 0, to be caught up with from its first event, as one that was opened while the client was there.
    /// </summary>
    public static ThreadState Of(ThreadView view, string self, long? from = null)
    {
        var cursor = from ?? view.LastSeq;
        return new ThreadState
        {
            ThreadId = view.ThreadId,
            Self = self,
            Peer = view.Peer,
            Active = view.Active,
            Archived = view.Archived,
            MutedUntil = view.MutedUntil,
            Blocked = view.Blocked,
            ReadSeq = view.ReadSeq,
            PeerReadSeq = view.PeerReadSeq,
            PeerDeliveredSeq = view.PeerDeliveredSeq,
            Unread = UnreadCount.OfView(view.Unread, view.LastSeq),
            Cursor = cursor,
            LastSeq = Math.Max(cursor, view.LastSeq),
            ViewSeq = view.LastSeq,
            NewestSeq = cursor == 0 ? 0 : view.LastMessage?.Seq ?? 0,
            LastMessage = view.LastMessage is { } last ? Messages.OfHistory(last, self) : null,

            // One event is an opening: there is nothing to load.
            Window = MessageWindow.Empty(hasBefore: cursor > 1),
            ChangesFrom = cursor,
        };
    }

    /// <summary>Where every message above the read watermark is held, they are counted.</summary>
    public ThreadState WithKnownUnread()
    {
        var known = !Window.HasAfter && Cursor >= Unread.CountedSeq &&
            (!Window.HasBefore || (Window.FirstSeq ?? long.MaxValue) <= ReadSeq + 1);
        if (!known || (!Unread.Doubt && Unread.Below == 0))
        {
            return this;
        }

        var above = Window.Messages.Where(message => message.Seq > ReadSeq && message is { Mine: false, System: false, Text: not null });
        return this with { Unread = UnreadCount.OfKnown(above.Select(message => message.Seq!.Value), ReadSeq, Cursor) };
    }
}
