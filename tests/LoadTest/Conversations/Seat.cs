using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// A person's place in a conversation. It follows the thread's log: event by event as they are pushed, and by <c>Sync</c>
/// where a push did not come. Not safe for concurrent use; the person sees to that.
/// </summary>
internal sealed class Seat(Conversation conversation, int side, long lastSeq, Recorder recorder)
{
    /// <summary>Where the server drops pushes it says so, or closes; this long before a gap may show already.</summary>
    private static readonly TimeSpan ResyncDelay = TimeSpan.FromSeconds(5);

    /// <summary>An answer that was under way when an event was pushed may not have it yet; the next one has it.</summary>
    private const int AnswersBehind = 2;

    private readonly List<Hole> _gaps = [];
    private long _held = lastSeq;
    private long _pushed;
    private long _synced;
    private long _missedTo;
    private int _endsBelow;
    private bool _auditing;

    public Conversation Conversation => conversation;

    public int Side => side;

    /// <summary>How far the members say they are, as answered and pushed here.</summary>
    public SeatMarks Marks { get; } = new(conversation, recorder);

    /// <summary>The last place of the log that has been seen, with everything before it.</summary>
    public long Held
    {
        get => Volatile.Read(ref _held);
        private set => Volatile.Write(ref _held, value);
    }

    /// <summary>Whether an event has been pushed that is beyond <see cref="Held"/>.</summary>
    public bool IsBehind => Held < _missedTo;

    /// <summary>Pushes begin anew on a new connection: what it missed follows from <c>Sync</c>.</summary>
    public void OnConnected()
    {
        _pushed = 0;
        _synced = 0;
        _auditing = false;
    }

    /// <summary>Its connection was lost, and the scenario did not ask for it.</summary>
    public void OnLost() => Excuse();

    public void OnResyncRequired()
    {
        _auditing = false;
        _pushed = 0;
        Excuse();
    }

    /// <summary>From here on nothing is under way: what only <c>Sync</c> tells now should have been pushed.</summary>
    public void BeginAudit() => _auditing = true;

    /// <summary>An event of the thread was pushed before anybody here knew the thread.</summary>
    public void OnPushedBefore(long seq)
    {
        _pushed = seq;
        _missedTo = seq;
    }

    /// <summary>Takes a pushed event; true when <c>Sync</c> has to fill what is missing before it.</summary>
    public bool OnPushed(in ServerFrame pushed, bool isSyncing)
    {
        if (pushed.Seq <= _pushed)
        {
            recorder.Violations.Add(
                pushed.Seq == _pushed ? Violation.Doubled : Violation.Reordered,
                $"{Name} was pushed {pushed.Seq} after {_pushed}");
            return false;
        }

        // What a Sync has answered on this connection before it was pushed need not be pushed any more.
        var isNext = _pushed == 0
            ? isSyncing || pushed.Seq <= Held + 1
            : pushed.Seq <= Math.Max(_pushed, _synced) + 1;
        if (!isNext)
        {
            _gaps.Add(new Hole(
                Stopwatch.GetTimestamp(),
                pushed.Seq,
                isSyncing,
                $"{Name} was pushed {pushed.Seq} after {_pushed} when it held {Held}"));
        }

        _pushed = pushed.Seq;
        if (pushed.Seq == Held + 1)
        {
            See(pushed.Seq, pushed.ThreadId, pushed.ClientMessageId, pushed.Text, isPushed: true);
            return false;
        }

        if (pushed.Seq <= Held)
        {
            CheckText(pushed.Seq, pushed.ThreadId, pushed.ClientMessageId, pushed.Text);
            return false;
        }

        _missedTo = pushed.Seq;
        _endsBelow = 0;
        return !isSyncing;
    }

    /// <summary>Takes what <c>Sync</c> says of the thread; true when that is all for now.</summary>
    public bool OnSynced(string state, JsonElement? events)
    {
        if (state is not ("complete" or "more"))
        {
            recorder.Violations.Add(Violation.Lost, $"Sync answers '{state}' to {Name}, which holds {Held}");
            return true;
        }

        if (events is { } page)
        {
            SeeAll(page);
        }

        // The push may have overtaken the answer that made the ones before it needless.
        _synced = Held;
        _gaps.RemoveAll(gap => gap.WhileSyncing && gap.Seq <= Held + 1);

        if (state == "complete" && IsBehind && ++_endsBelow > AnswersBehind)
        {
            recorder.Violations.Add(
                Violation.WrongSeq, $"{Name} was pushed {_missedTo}, but the log ends at {Held}");
            _missedTo = Held;
        }

        return state == "complete" && !IsBehind;
    }

    /// <summary>Counts the gaps that no <c>ResyncRequired</c> has excused.</summary>
    public void Audit()
    {
        foreach (var gap in _gaps)
        {
            recorder.Violations.Add(Violation.Gap, gap.What);
        }

        _gaps.Clear();
    }

    private string Name => $"member {side} of thread {conversation.ThreadId}";

    private void Excuse() => _gaps.RemoveAll(gap => Stopwatch.GetElapsedTime(gap.At) < ResyncDelay);

    private void SeeAll(JsonElement events)
    {
        foreach (var one in events.EnumerateArray())
        {
            var seq = one.GetProperty("seq").GetInt64();
            if (seq <= Held)
            {
                continue;
            }

            if (seq > Held + 1)
            {
                recorder.Violations.Add(Violation.Gap, $"Sync of thread {conversation.ThreadId} leaves out {Held + 1}");
            }

            See(seq, BytesOf(one, "threadId"), BytesOf(one, "clientMessageId"), BytesOf(one, "text"), isPushed: false);
        }
    }

    private void See(
        long seq, ReadOnlySpan<byte> threadId, ReadOnlySpan<byte> clientMessageId, ReadOnlySpan<byte> text, bool isPushed)
    {
        Held = seq;
        var shouldBePushed = !isPushed && _auditing;
        var frame = conversation.Frame;
        if (clientMessageId.IsEmpty || conversation.Changes.IsOne(clientMessageId))
        {
            if (shouldBePushed)
            {
                recorder.Violations.Add(Violation.NotPushed, $"{Name} has the event at {seq} only from Sync");
            }

            CheckText(seq, threadId, clientMessageId, text);
            return;
        }

        if (!frame.TryReadNumber(clientMessageId, out var number))
        {
            recorder.Violations.Add(
                Violation.Unexpected,
                $"thread {conversation.ThreadId} holds {Encoding.UTF8.GetString(clientMessageId)} at {seq}, which this run did not send");
            return;
        }

        CheckText(seq, threadId, clientMessageId, text);
        conversation.OnSeen(side, number, seq, isPushed, shouldBePushed);
    }

    private void CheckText(
        long seq, ReadOnlySpan<byte> threadId, ReadOnlySpan<byte> clientMessageId, ReadOnlySpan<byte> text)
    {
        var frame = conversation.Frame;

        // Only edits among the changes have one, and what is deleted has none any more, nor have its edits.
        if (text.IsEmpty && (conversation.Changes.IsOne(clientMessageId) || conversation.Changes.IsDeleted(seq)))
        {
            return;
        }

        if (!clientMessageId.IsEmpty
            && (!threadId.SequenceEqual(frame.ThreadId) || !frame.IsText(text, clientMessageId)))
        {
            recorder.Violations.Add(
                Violation.Altered, $"the event at {seq} of thread {conversation.ThreadId} is not what was sent");
        }
    }

    private static byte[] BytesOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? Encoding.UTF8.GetBytes(value.GetString()!) : [];

    /// <summary>A push that was not the next one.</summary>
    private readonly record struct Hole(long At, long Seq, bool WhileSyncing, string What);
}
