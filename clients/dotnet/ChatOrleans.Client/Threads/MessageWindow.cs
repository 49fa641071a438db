using System.Collections.Immutable;
using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Threads;

/// <summary>What is held of a thread's messages: ascending by <c>seq</c>, without a message missing in between.</summary>
internal sealed record MessageWindow
{
    // At the newest end, no more are held than this; the oldest go, and can be loaded again.
    private const int MaxHeld = 2_000;
    private const int Trimmed = 1_000;

    public ImmutableList<ChatMessage> Messages { get; init; } = [];

    /// <summary>Whether older ones may stand before it.</summary>
    public required bool HasBefore { get; init; }

    /// <summary>Whether newer ones stand behind it; then new messages are not taken in.</summary>
    public bool HasAfter { get; init; }

    public long? FirstSeq => Messages.IsEmpty ? null : Messages[0].Seq;

    public long? LastSeq => Messages.IsEmpty ? null : Messages[^1].Seq;

    /// <summary>The window of a thread of which nothing was loaded yet.</summary>
    public static MessageWindow Empty(bool hasBefore) => new() { HasBefore = hasBefore };

    public ChatMessage? Find(long seq) => PlaceOf(seq) is var place and >= 0 ? Messages[place] : null;

    /// <summary>A message has come at the thread's end.</summary>
    public MessageWindow Appended(ChatMessage message)
    {
        if (HasAfter || message.Seq <= LastSeq)
        {
            return this;
        }

        var messages = Messages.Add(message);
        return messages.Count <= MaxHeld
            ? this with { Messages = messages }
            : this with { Messages = messages.GetRange(messages.Count - Trimmed, Trimmed), HasBefore = true };
    }

    /// <summary>The message that the event names is as the event says, if it is held.</summary>
    public MessageWindow Changed(ThreadEvent told)
    {
        if (!Threads.Messages.IsChange(told) || told.TargetSeq is not { } target || PlaceOf(target) is not (>= 0 and var place))
        {
            return this;
        }

        return this with { Messages = Messages.SetItem(place, Threads.Messages.WithChange(Messages[place], told)) };
    }

    /// <summary>The window with a page of history, or as it was when the page no longer fits to it.</summary>
    public MessageWindow Joined(HistoryPosition position, MessageWindow page) => position switch
    {
        { Before: { } before } => FirstSeq == before
            ? this with { Messages = page.Messages.AddRange(Messages), HasBefore = page.HasBefore }
            : this,
        { After: { } after } => LastSeq == after && HasAfter
            ? this with { Messages = Messages.AddRange(page.Messages), HasAfter = page.HasAfter }
            : this,
        { Around: not null } => page,
        _ when HasAfter || FirstSeq is null => page,

        // The newest page, and what has come meanwhile: both reach the thread's end.
        _ when page.FirstSeq <= FirstSeq => this with
        {
            Messages = page.Messages.RemoveAll(message => message.Seq >= FirstSeq).AddRange(Messages),
            HasBefore = page.HasBefore,
        },
        _ => this,
    };

    private int PlaceOf(long seq)
    {
        var (low, high) = (0, Messages.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = Messages[middle].Seq ?? 0;
            if (found == seq)
            {
                return middle;
            }

            (low, high) = found < seq ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }
}
