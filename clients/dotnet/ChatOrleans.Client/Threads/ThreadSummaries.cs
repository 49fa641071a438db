using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Threads;

/// <summary>What views and receipts make of a thread's state, newer or older than what is known.</summary>
internal static class ThreadSummaries
{
    /// <summary>The state after a view of the thread.</summary>
    public static ThreadState With(this ThreadState state, ThreadView view)
    {
        var current = view.LastSeq >= state.Cursor;
        var next = state with
        {
            Peer = view.Peer,
            Active = view.LastSeq >= state.TurnSeq && view.LastSeq >= state.ViewSeq ? view.Active : state.Active,
            Archived = view.Archived && (state.LastMessage?.Seq ?? 0) <= view.LastSeq,
            MutedUntil = view.MutedUntil,
            Blocked = view.Blocked,
            LastSeq = Math.Max(state.LastSeq, view.LastSeq),
            ViewSeq = Math.Max(state.ViewSeq, view.LastSeq),
            LastMessage = current && view.LastMessage is { } last ? LastMessageOf(state, last) : state.LastMessage,
            Unread = UnreadOf(state, view, current),
            ReadSeq = current ? view.ReadSeq : state.ReadSeq,
        };
        next = WithWatermarks(next, view.ReadSeq, view.PeerReadSeq, view.PeerDeliveredSeq);
        if (state.ReadSeq > next.ReadSeq)
        {
            next = next with { ReadSeq = state.ReadSeq, Unread = next.Unread.WithRead(state.ReadSeq, told: null) };
        }

        return next.WithKnownUnread();
    }

    /// <summary>The state after a member's watermarks rose. The count in it is looked at only where the client can't count by itself.</summary>
    public static ThreadState With(this ThreadState state, ReceiptPush receipt)
    {
        if (receipt.UserId != state.Self)
        {
            return WithWatermarks(state, 0, receipt.ReadSeq, Math.Max(receipt.ReadSeq, receipt.DeliveredSeq));
        }

        return receipt.ReadSeq < state.ReadSeq || (receipt.ReadSeq == state.ReadSeq && !state.Unread.Doubt)
            ? state
            : (state with
            {
                ReadSeq = receipt.ReadSeq,
                Unread = state.Unread.WithRead(receipt.ReadSeq, receipt.Unread),
            }).WithKnownUnread();
    }

    private static UnreadCount UnreadOf(ThreadState state, ThreadView view, bool current)
    {
        if (current && view.LastSeq >= state.Unread.CountedSeq)
        {
            return UnreadCount.OfView(view.Unread, view.LastSeq);
        }

        return state.Blocked && !view.Blocked ? state.Unread with { Doubt = true } : state.Unread;
    }

    private static ThreadState WithWatermarks(ThreadState state, long read, long peerRead, long peerDelivered) => state with
    {
        ReadSeq = Math.Max(state.ReadSeq, read),
        Unread = read > state.ReadSeq ? state.Unread.WithRead(read, told: null) : state.Unread,
        PeerReadSeq = Math.Max(state.PeerReadSeq, peerRead),
        PeerDeliveredSeq = Math.Max(state.PeerDeliveredSeq, peerDelivered),
    };

    // A view shows no reactions; those of the same message that is held are kept.
    private static ChatMessage LastMessageOf(ThreadState state, Message told)
    {
        var last = Messages.OfHistory(told, state.Self);
        return state.LastMessage is { } held && held.Seq == last.Seq && last.DeletedAt is null
            ? last with { Reactions = held.Reactions }
            : last;
    }
}
