using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Outboxes;

namespace ChatOrleans.Client.Commands;

/// <summary>A command of this device that is not known to be stored, with what waits for it.</summary>
internal sealed class Command(OutboxEntry entry)
{
    // The same command given again: who holds it hears the same.
    private readonly List<Command> _joined = [];

    public OutboxEntry Entry { get; set; } = entry;

    public MessageState State { get; set; } = entry.FailedCode is null ? MessageState.Waiting : MessageState.Failed;

    public ChatException? Error { get; set; } =
        entry.FailedCode is { } code ? new ChatException(code, entry.FailedMessage ?? "") : null;

    /// <summary>Whether the outbox has it: not before it may be sent.</summary>
    public bool IsKept { get; set; }

    /// <summary>How often it was tried in vain.</summary>
    public int Attempts { get; set; }

    /// <summary>What an event of the log has told: that it is stored.</summary>
    public SendAck? InLog { get; set; }

    /// <summary>The acknowledgement; it is shown until its event comes.</summary>
    public SendAck? Ack { get; set; }

    /// <summary>What the application holds of a message, if it has sent it in this run.</summary>
    public Outgoing<ChatMessage>? Message { get; init; }

    /// <summary>What the application holds of a change, if it has made it in this run.</summary>
    public Outgoing<SendAck>? Change { get; init; }

    /// <summary>Whether the application is told what becomes of it.</summary>
    public bool IsHeard => Message is not null || Change is not null || _joined.Count > 0;

    public bool IsChange => Entry.Kind != CommandKind.Send;

    public void Join(Command same)
    {
        _joined.Add(same);
        if (IsKept)
        {
            same.Keep();
        }

        if (State == MessageState.Sent)
        {
            same.Settle(Ack!);
        }
        else if (State == MessageState.Failed)
        {
            same.Fail(Error!);
        }
    }

    public void Keep()
    {
        IsKept = true;
        Message?.Keep();
        Change?.Keep();
        _joined.ForEach(same => same.Keep());
    }

    public void Fail(ChatException error)
    {
        State = MessageState.Failed;
        Error = error;
        Message?.Fail(error);
        Change?.Fail(error);
        _joined.ForEach(same => same.Fail(error));
    }

    public void Settle(SendAck ack)
    {
        Ack = ack;
        State = MessageState.Sent;
        Change?.Settle(ack);
        Message?.Settle(ToMessage());
        _joined.ForEach(same => same.Settle(ack));
    }

    /// <summary>The message, as it is shown until the log has it.</summary>
    public ChatMessage ToMessage() => new()
    {
        ThreadId = Entry.ThreadId,
        Seq = Ack?.Seq,
        SenderId = Entry.UserId,
        At = Ack?.SentAt ?? Entry.At,
        ClientMessageId = Entry.ClientMessageId,
        Text = Entry.Text ?? "",
        ReplyTo = Entry.ReplyTo,
        Attachments = Entry.Attachments ?? [],
        Mine = true,
        State = State,
        Error = Error,
    };

    /// <summary>The event that a change becomes, as far as it is known now.</summary>
    public ThreadEvent ToEvent() => new()
    {
        ThreadId = Entry.ThreadId,
        Seq = Ack?.Seq ?? long.MaxValue,
        Type = Entry.Kind switch
        {
            CommandKind.Edit => EventTypes.Edited,
            CommandKind.Delete => EventTypes.Deleted,
            _ => EventTypes.Reacted,
        },
        SenderId = Entry.UserId,
        At = Ack?.SentAt ?? Entry.At,
        ClientMessageId = Entry.ClientMessageId,
        Text = Entry.Text,
        TargetSeq = Entry.TargetSeq,
        Emoji = Entry.Emoji,
        Added = Entry.Added,
    };
}
