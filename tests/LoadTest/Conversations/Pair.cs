using System.Diagnostics;
using System.Runtime.InteropServices;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// Two people in one thread, and the account of every message between them. Answers and pushes come on the two
/// connections' own tasks; each enters here for a moment.
/// </summary>
internal sealed class Pair
{
    private const int LeastRetryMs = 50;

    private readonly Lock _gate = new();
    private readonly List<SentMessage> _messages = [];
    private readonly long[] _lastStored = [-1, -1];
    private readonly PairSettings _settings;
    private readonly Tally _tally;
    private SendFrame? _frame;
    private volatile bool _running;
    private bool _auditing;

    public Pair(PairSettings settings, Tally tally)
    {
        _settings = settings;
        _tally = tally;
        Members = [new Member(this, 0, tally), new Member(this, 1, tally)];
    }

    /// <summary>The one who begins, and the other one.</summary>
    public Member[] Members { get; }

    /// <summary>The frames of the pair's messages.</summary>
    public SendFrame Frame => _frame ?? throw new InvalidOperationException("The pair has no thread yet.");

    /// <summary>Gives the pair its thread and the ids and text of its messages.</summary>
    public void Use(string threadId, string idPrefix, string text) => _frame = new SendFrame(threadId, idPrefix, text);

    /// <summary>Begins a closed loop.</summary>
    public void Start()
    {
        _running = true;
        Send(Stopwatch.GetTimestamp());
    }

    /// <summary>Sends nothing new from now on; what has to be sent again still is.</summary>
    public void Stop() => _running = false;

    /// <summary>Sends the next message, which should have left at <paramref name="intendedAt"/>.</summary>
    public void Send(long intendedAt)
    {
        long number;
        byte sender;
        lock (_gate)
        {
            number = _messages.Count;
            sender = (byte)(_settings.Alternate ? number & 1 : 0);
            _messages.Add(new SentMessage { SentAt = intendedAt, Sender = sender });
        }

        _tally.CountSent();
        Members[sender].Send(number);
    }

    /// <summary>A member's message has been answered.</summary>
    public void OnAnswer(int side, in ServerFrame answer)
    {
        var now = Stopwatch.GetTimestamp();
        var number = answer.Number;
        bool settled;
        lock (_gate)
        {
            if (number >= _messages.Count || _messages[(int)number].Sender != side || _messages[(int)number].AckSeq > 0)
            {
                Violate(Violation.Unexpected, number, "was answered, but not asked for (any more)");
                return;
            }

            ref var message = ref At(number);
            settled = answer.Ok
                ? OnAcknowledged(ref message, number, answer, now)
                : OnRefused(ref message, number, answer.ErrorCode ?? "none", answer.RetryAfterMs);
        }

        GoOn(settled);
    }

    /// <summary>A member has a message; members see each place of the log once.</summary>
    public void OnSeen(int side, long number, long seq)
    {
        var now = Stopwatch.GetTimestamp();
        var settled = false;
        lock (_gate)
        {
            if (number >= _messages.Count)
            {
                Violate(Violation.Unexpected, number, $"is at {seq}, but nobody sent it");
                return;
            }

            ref var message = ref At(number);
            ref var seen = ref (message.Sender == side ? ref message.OwnSeq : ref message.PartnerSeq);
            if (seen > 0)
            {
                Violate(Violation.Doubled, number, $"is at {seen} and at {seq}");
                return;
            }

            seen = seq;
            Compare(number, message.AckSeq, seq);
            if (_auditing && message.AckSeq > 0)
            {
                Violate(Violation.NotPushed, number, $"is at {seq}, but only Sync told member {side}");
            }

            if (message.Sender != side)
            {
                settled = OnDelivered(ref message, number, now);
            }
        }

        GoOn(settled);
    }

    /// <summary>From now on every push should have come; what is seen from here on, only the log told.</summary>
    public void BeginAudit()
    {
        lock (_gate)
        {
            _auditing = true;
        }
    }

    /// <summary>Holds what was acknowledged against what both members have seen, and counts what was never answered.</summary>
    public long Audit()
    {
        var unanswered = 0L;
        lock (_gate)
        {
            for (var number = 0; number < _messages.Count; number++)
            {
                var message = _messages[number];
                if (message.AckSeq == 0)
                {
                    unanswered += message.Refused ? 0 : 1;
                }
                else if (message.PartnerSeq == 0 && !Members[1 - message.Sender].IsLost)
                {
                    Violate(Violation.Lost, number, $"was acknowledged at {message.AckSeq}, but the partner never gets it");
                }
                else if (message.OwnSeq == 0 && _settings.PushesToSender && !Members[message.Sender].IsLost)
                {
                    Violate(Violation.Lost, number, $"was acknowledged at {message.AckSeq}, but its sender never gets it");
                }
            }
        }

        return unanswered;
    }

    private bool OnAcknowledged(ref SentMessage message, long number, in ServerFrame answer, long now)
    {
        message.AckSeq = answer.Seq;
        Compare(number, message.AckSeq, message.PartnerSeq);
        Compare(number, message.AckSeq, message.OwnSeq);
        if (message.Refused || (answer.Duplicate && !message.Retried))
        {
            Violate(Violation.Unexpected, number, $"was acknowledged at {answer.Seq} as a duplicate or after a refusal");
        }

        if (_tally.Measures(message.SentAt))
        {
            _tally.Acknowledged.Record(message.SentAt, now);
        }

        return Settle(ref message, done: true, when: message.PartnerSeq > 0);
    }

    private bool OnDelivered(ref SentMessage message, long number, long now)
    {
        ref var last = ref _lastStored[message.Sender];
        if (number < last && !message.Retried)
        {
            Violate(Violation.Reordered, number, $"is stored behind number {last}, which was sent after it");
        }

        last = Math.Max(last, number);
        if (message.Refused)
        {
            Violate(Violation.RefusedButStored, number, $"is at {message.PartnerSeq}");
        }

        if (_tally.Measures(message.SentAt))
        {
            _tally.Delivered.Record(message.SentAt, now);
        }

        return Settle(ref message, done: true, when: message.AckSeq > 0);
    }

    private bool OnRefused(ref SentMessage message, long number, string code, int retryAfterMs)
    {
        _tally.CountError(code);

        // After an unknown outcome only an answer to the same message settles it.
        if (code is "unavailable" or "fault" || (code == "overloaded" && (_settings.ClosedLoop || message.Retried)))
        {
            message.Retried = true;
            _ = SendAgainAsync(message.Sender, number, Math.Max(LeastRetryMs, retryAfterMs));
            return false;
        }

        if (code != "overloaded")
        {
            _tally.Fail($"The server refused a message with {code}.");
        }

        message.Refused = true;
        if (message.PartnerSeq > 0)
        {
            Violate(Violation.RefusedButStored, number, $"is at {message.PartnerSeq}");
        }

        return Settle(ref message, done: false, when: true);
    }

    private bool Settle(ref SentMessage message, bool done, bool when)
    {
        if (!when || message.Settled)
        {
            return false;
        }

        message.Settled = true;
        _tally.CountSettled(done);
        return true;
    }

    private void GoOn(bool settled)
    {
        if (settled && _running && _settings.ClosedLoop)
        {
            Send(Stopwatch.GetTimestamp());
        }
    }

    private async Task SendAgainAsync(int sender, long number, int afterMs)
    {
        await Task.Delay(afterMs);
        Members[sender].Send(number);
    }

    private void Compare(long number, long ackSeq, long seq)
    {
        if (ackSeq > 0 && seq > 0 && ackSeq != seq)
        {
            Violate(Violation.WrongSeq, number, $"was acknowledged at {ackSeq} and is at {seq}");
        }
    }

    private void Violate(Violation violation, long number, string what) =>
        _tally.Violations.Add(
            violation, $"message {System.Text.Encoding.UTF8.GetString(Frame.IdPrefix)}{number} of thread {System.Text.Encoding.UTF8.GetString(Frame.ThreadId)} {what}");

    private ref SentMessage At(long number) => ref CollectionsMarshal.AsSpan(_messages)[(int)number];
}
