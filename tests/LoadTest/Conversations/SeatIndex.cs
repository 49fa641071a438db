using System.Globalization;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>A person's seats, found by what frames name. Not safe for concurrent use; the person sees to that.</summary>
internal sealed class SeatIndex
{
    private readonly Dictionary<UInt128, Seat> _byThread = [];
    private readonly Dictionary<int, Seat> _byConversation = [];
    private readonly Dictionary<UInt128, long> _strangers = [];
    private Seat? _current;

    public void Add(Seat seat)
    {
        var thread = IdOf(seat);
        if (_strangers.Remove(thread, out var pushed))
        {
            seat.OnPushedBefore(pushed);
        }

        _byThread[thread] = seat;
        _byConversation[seat.Conversation.Number] = seat;
        _current = seat;
    }

    public void Remove(Seat seat)
    {
        _byThread.Remove(IdOf(seat));
        _byConversation.Remove(seat.Conversation.Number);
        _current = _current == seat ? null : _current;
    }

    /// <summary>Pushes begin anew: what those of strangers said is worth nothing.</summary>
    public void ForgetStrangers() => _strangers.Clear();

    /// <summary>The seat in this thread; most frames are of the one that the last one was of.</summary>
    public Seat? Find(ReadOnlySpan<byte> threadId)
    {
        if (_current is { } current && threadId.SequenceEqual(current.Conversation.Frame.ThreadId))
        {
            return current;
        }

        return TryParse(threadId, out var id) && _byThread.TryGetValue(id, out var seat) ? _current = seat : null;
    }

    /// <summary>The seat in the conversation with this number.</summary>
    public Seat? Find(int conversation) =>
        _current is { } current && current.Conversation.Number == conversation
            ? current
            : _byConversation.GetValueOrDefault(conversation);

    /// <summary>Remembers a push of a thread without a seat; false for a message, which can't be: who writes has seats.</summary>
    public bool TryAddStranger(in ServerFrame pushed)
    {
        if (!pushed.ClientMessageId.IsEmpty || !TryParse(pushed.ThreadId, out var id))
        {
            return false;
        }

        _strangers[id] = Math.Max(pushed.Seq, _strangers.GetValueOrDefault(id));
        return true;
    }

    private static UInt128 IdOf(Seat seat) =>
        UInt128.Parse(seat.Conversation.ThreadId, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static bool TryParse(ReadOnlySpan<byte> threadId, out UInt128 id) =>
        UInt128.TryParse(threadId, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out id);
}
