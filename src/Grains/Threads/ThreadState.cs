using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// The rules of a thread, without I/O: membership, numbering, deduplication, the active phase, watermarks.
/// Checks run against the speculative state (committed plus under way), which changes together with the numbering, so
/// that no message lands behind a <c>closed</c> that is still being committed.
/// </summary>
internal sealed class ThreadState
{
    private readonly RecentMessages _recent = new();
    private DateTimeOffset _lastAt;
    private MemberMarks _lowMarks;
    private MemberMarks _highMarks;

    public ThreadState(ThreadId threadId, ThreadSnapshot snapshot)
    {
        ThreadId = threadId;
        Low = snapshot.Low;
        High = snapshot.High;
        Reset(snapshot);
    }

    public ThreadId ThreadId { get; }

    public UserId Low { get; }

    public UserId High { get; }

    /// <summary>The last committed seq.</summary>
    public long CommittedSeq { get; private set; }

    /// <summary>The last seq given out.</summary>
    public long LastSeq { get; private set; }

    /// <summary>The active phase, with what is under way; null while inactive.</summary>
    public Guid? Phase { get; private set; }

    /// <summary>What keeps a phase from beginning, as last read.</summary>
    public Bars Bars { get; set; }

    public bool IsMember(UserId user) => user == Low || user == High;

    public UserId PeerOf(UserId member) => member == Low ? High : Low;

    public MemberMarks MarksOf(UserId member) => member == Low ? _lowMarks : _highMarks;

    /// <summary>Forgets all that was speculative and goes on from what is stored.</summary>
    public void Reset(ThreadSnapshot snapshot)
    {
        _recent.Clear();
        _lastAt = snapshot.LastAt;
        _lowMarks = snapshot.LowMarks;
        _highMarks = snapshot.HighMarks;
        CommittedSeq = LastSeq = snapshot.LastSeq;
        Phase = snapshot.Phase;
        Bars = snapshot.Bars;
    }

    /// <summary>Why a member may not open the thread; null where nothing is in the way.</summary>
    public Refusal? BarredFor(UserId member) => Bars.RefusalOf(member == Low);

    /// <summary>Why an inactive thread takes nothing.</summary>
    public Refusal Inactive() => Bars.Blocked ? Refusal.Blocked() : Refusal.ThreadInactive();

    /// <summary>
    /// Decides on a message of a member. The duplicate check comes before activity: a retry of what was stored always
    /// gets its answer.
    /// </summary>
    public SendDecision Decide(UserId sender, SendCommand command)
    {
        if (_recent.Find(sender, command.ClientMessageId) is { } known)
        {
            if (known.Type != EventType.Message || known.ReplyTo != command.ReplyTo ||
                !string.Equals(known.Text, command.Text, StringComparison.Ordinal) || !HasAttachments(known, command))
            {
                return new SendDecision(SendDecisionKind.Answered, Refusal.IdempotencyMismatch(known.Seq));
            }

            return known.Seq > CommittedSeq
                ? new SendDecision(SendDecisionKind.UnderWay, Seq: known.Seq)
                : new SendDecision(SendDecisionKind.Answered, Acknowledge(known, duplicate: true));
        }

        return new SendDecision(Phase is null ? SendDecisionKind.Inactive : SendDecisionKind.Append);
    }

    /// <summary>Numbers a message that <see cref="Decide"/> let through.</summary>
    public ThreadEvent TakeMessage(
        UserId sender, SendCommand command, DateTimeOffset now, ImmutableArray<MessageAttachment>? attachments = null)
    {
        var message = Take(EventType.Message, sender, now, command.ClientMessageId, command.Text, command.ReplyTo);
        if (attachments is not null)
        {
            message = message with { Attachments = attachments };
        }

        _recent.Add(message, CommittedSeq);
        return message;
    }

    /// <summary>Whether an upload surely goes with another message; where it does not, the log may know of one.</summary>
    public bool IsTaken(AttachmentId upload) => _recent.HasAttachment(upload);

    /// <summary>Numbers a message from the host application.</summary>
    public ThreadEvent TakeSystem(SendCommand command, DateTimeOffset now) =>
        Take(EventType.System, UserId.System, now, command.ClientMessageId, command.Text);

    /// <summary>Numbers a change that <see cref="ChangeRules"/> let through.</summary>
    public ThreadEvent TakeChange(UserId sender, ChangeCommand command, DateTimeOffset now)
    {
        var change = Take(command.Type, sender, now, command.ClientMessageId, command.Text) with
        {
            TargetSeq = command.TargetSeq,
            Emoji = command.Emoji,
            Added = command.Type == EventType.Reacted ? command.Added : null,
        };
        _recent.Add(change, CommittedSeq);
        return change;
    }

    /// <summary>Numbers what takes a message or a reaction away in its owner's name, without an id of a command.</summary>
    public ThreadEvent TakeClearing(Clearable one, DateTimeOffset now) =>
        Take(one.Emoji is null ? EventType.Deleted : EventType.Reacted, one.Owner, now) with
        {
            TargetSeq = one.Seq,
            Emoji = one.Emoji,
            Added = one.Emoji is null ? null : false,
        };

    /// <summary>Forgets the texts of these messages and of their edits; the log answers for them from now on.</summary>
    public void Forget(HashSet<long> seqs) =>
        _recent.Forget(known => known.Seq <= CommittedSeq && seqs.Contains(known.TargetSeq is { } target && known.Type == EventType.Edited ? target : known.Seq));

    /// <summary>Where a command of a member's is under way under this id; null when none is.</summary>
    public long? UnderWay(UserId sender, string clientMessageId) =>
        _recent.Find(sender, clientMessageId) is { } known && known.Seq > CommittedSeq ? known.Seq : null;

    /// <summary>Whether this is surely a message of the thread; where it is not, the log may know it.</summary>
    public bool IsRecentMessage(long seq) => seq <= CommittedSeq && _recent.Find(seq) is { Type: EventType.Message };

    /// <summary>Numbers the event that begins or ends a phase; the phase changes at once.</summary>
    public ThreadEvent TakeTurn(EventType type, UserId sender, Guid? phase, DateTimeOffset now)
    {
        Phase = phase;
        return Take(type, sender, now);
    }

    /// <summary>Takes note of a commit. Commits come in seq order.</summary>
    public void Commit(ThreadEvent committed)
    {
        if (committed.Seq == CommittedSeq + 1)
        {
            CommittedSeq = committed.Seq;
        }
    }

    /// <summary>The watermarks that a mark would lead to: never back, never past the committed end; reading implies delivery.</summary>
    public MemberMarks Raised(UserId member, long deliveredSeq, long readSeq)
    {
        var marks = MarksOf(member);
        var read = Math.Max(marks.ReadSeq, Math.Min(readSeq, CommittedSeq));
        var delivered = Math.Max(marks.DeliveredSeq, Math.Min(deliveredSeq, CommittedSeq));
        return new MemberMarks(Math.Max(delivered, read), read);
    }

    /// <summary>Takes note of stored watermarks.</summary>
    public void CommitMarks(UserId member, MemberMarks marks)
    {
        if (member == Low)
        {
            _lowMarks = marks;
        }
        else
        {
            _highMarks = marks;
        }
    }

    public static SendAck Acknowledge(ThreadEvent stored, bool duplicate) =>
        new() { Seq = stored.Seq, SentAt = stored.At, Duplicate = duplicate };

    private static bool HasAttachments(ThreadEvent known, SendCommand command) =>
        (known.Attachments, command.Attachments) switch
        {
            (null, null) => true,
            ({ } attachments, { } ids) => attachments.Select(one => one.AttachmentId).SequenceEqual(ids),
            _ => false,
        };

    private ThreadEvent Take(
        EventType type, UserId sender, DateTimeOffset now, string? clientMessageId = null, string? text = null, long? replyTo = null)
    {
        // Whole milliseconds, as on the wire; never back within a thread.
        var at = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        _lastAt = at > _lastAt ? at : _lastAt;
        return new ThreadEvent
        {
            ThreadId = ThreadId,
            Seq = ++LastSeq,
            Type = type,
            SenderId = sender,
            At = _lastAt,
            ClientMessageId = clientMessageId,
            Text = text,
            ReplyTo = replyTo,
        };
    }
}
