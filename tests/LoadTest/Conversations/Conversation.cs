using System.Diagnostics;
using System.Text;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// Two people in one thread, over all their connections. Answers and pushes come on the connections' own tasks; each
/// enters here for a moment. Who holds a person's lock may enter; who is in here never asks for a person's lock.
/// </summary>
internal sealed class Conversation
{
    private const int LeastRetryMs = 50;
    private static int _lastNumber;

    private readonly Lock _gate = new();
    private readonly HubSocket?[] _sockets = new HubSocket?[2];
    private readonly long[] _lostAt = new long[2];
    private readonly ConversationRules _rules;
    private readonly Recorder _recorder;
    private readonly Ledger _ledger;
    private long _announced;

    /// <param name="threadId">The thread.</param>
    /// <param name="members">The one who opened it here first, and the other one.</param>
    /// <param name="lastSeqBefore">Where its log ended before the first message of this run.</param>
    /// <param name="rules">What holds for all conversations of the run.</param>
    /// <param name="recorder">What is measured goes here.</param>
    public Conversation(string threadId, Person[] members, long lastSeqBefore, ConversationRules rules, Recorder recorder)
    {
        Number = Interlocked.Increment(ref _lastNumber);
        ThreadId = threadId;
        Members = members;
        LastSeqBefore = lastSeqBefore;
        _rules = rules;
        _recorder = recorder;
        Frame = new SendFrame(Number, threadId, $"{rules.RunId}-{Number}-", rules.Size);
        Changes = new ConversationChanges($"{rules.RunId}-{Number}-", rules.Size);
        _ledger = new Ledger(rules, recorder, NameOf);
        Seats = [new Seat(this, 0, lastSeqBefore, recorder), new Seat(this, 1, lastSeqBefore, recorder)];
    }

    /// <summary>Its number in this process.</summary>
    public int Number { get; }

    public string ThreadId { get; }

    public Person[] Members { get; }

    public Seat[] Seats { get; }

    public long LastSeqBefore { get; }

    /// <summary>The frames of its messages.</summary>
    public SendFrame Frame { get; }

    /// <summary>What becomes of its messages later.</summary>
    public ConversationChanges Changes { get; }

    /// <summary>Told when a message is settled, on the connection's task that settled it: it must not wait.</summary>
    public Action<Conversation>? Settled { get; set; }

    /// <summary>The messages sent so far, as the audit wants them.</summary>
    public IReadOnlyList<Auditing.MessageAccount> Messages =>
        new MessageAccounts(_ledger, Encoding.UTF8.GetString(Frame.IdPrefix), Changes.Sent);

    /// <summary>Whether every message is settled, and both members have everything that is known to be in the log.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (_gate)
            {
                var held = Seats[0].Held;
                return _ledger.UnderWay == 0
                    && (!_rules.PushesToSender || (held == Seats[1].Held && held >= _announced));
            }
        }
    }

    /// <summary>Which of the two this person is.</summary>
    public int SideOf(Person person) => ReferenceEquals(Members[0], person) ? 0 : 1;

    /// <summary>An answer has said that the log reaches this far.</summary>
    public void Announce(long lastSeq)
    {
        lock (_gate)
        {
            _announced = Math.Max(_announced, lastSeq);
        }
    }

    /// <summary>The last messages, at most so many, that were acknowledged.</summary>
    public List<Auditing.MessageAccount> LastAcknowledged(int atMost)
    {
        var prefix = Encoding.UTF8.GetString(Frame.IdPrefix);
        lock (_gate)
        {
            return [.. Enumerable.Range(Math.Max(0, _ledger.Count - atMost), Math.Min(_ledger.Count, atMost))
                .Select(number => _ledger.AccountOf(number, prefix))
                .Where(message => message.Fate == Auditing.MessageFate.Acknowledged)];
        }
    }

    /// <summary>Sends a member's next message, which should have left at <paramref name="intendedAt"/>; without a connection it leaves with the next one.</summary>
    public void Send(int side, long intendedAt)
    {
        HubSocket? socket;
        bool flush;
        lock (_gate)
        {
            socket = _sockets[side];
            var number = _ledger.Add(intendedAt, side, socket is not null);
            flush = socket?.Write(Frame, number) ?? false;
        }

        _recorder.Count(Counter.Sent);
        if (flush)
        {
            socket!.Flush();
        }
    }

    /// <summary>A member is connected and caught up: what has no answer yet is sent (again), in its order.</summary>
    public void Attach(int side, HubSocket socket)
    {
        var flush = false;
        lock (_gate)
        {
            _sockets[side] = socket;
            for (var number = -1L; (number = _ledger.TakeUnanswered(side, number + 1, _lostAt[side])) >= 0;)
            {
                flush |= socket.Write(Frame, number);
            }
        }

        if (flush)
        {
            socket.Flush();
        }
    }

    /// <summary>A member's connection is gone.</summary>
    public void Detach(int side)
    {
        lock (_gate)
        {
            if (_sockets[side] is not null)
            {
                _sockets[side] = null;
                _lostAt[side] = Stopwatch.GetTimestamp();
            }
        }
    }

    /// <summary>A member's message has been answered.</summary>
    public void OnAnswer(int side, in ServerFrame answer)
    {
        var now = Stopwatch.GetTimestamp();
        bool settled;
        lock (_gate)
        {
            if (!_ledger.Awaits(side, answer.Number))
            {
                return;
            }

            settled = answer.Ok
                ? _ledger.Acknowledge(answer.Number, answer.Seq, answer.Duplicate, now)
                : OnRefused(side, answer.Number, answer.ErrorCode ?? "none", answer.RetryAfterMs);
            if (answer.Ok)
            {
                _rules.Acknowledged?.Invoke(Members[side].UserId, _ledger.SentAt(answer.Number), now);
            }
        }

        if (settled)
        {
            Settled?.Invoke(this);
        }
    }

    /// <summary>A member has a message; members see each place of the log once.</summary>
    public void OnSeen(int side, long number, long seq, bool isPushed, bool shouldBePushed)
    {
        var now = Stopwatch.GetTimestamp();
        bool settled;
        lock (_gate)
        {
            settled = _ledger.See(side, number, seq, now, isPushed, shouldBePushed);
        }

        if (settled)
        {
            Settled?.Invoke(this);
        }
    }

    /// <summary>Holds what was acknowledged against what was seen; at the end only.</summary>
    public void Audit()
    {
        lock (_gate)
        {
            _recorder.Count(Counter.Unanswered, _ledger.Audit(side => _sockets[side] is null));
        }
    }

    private bool OnRefused(int side, long number, string code, int retryAfterMs)
    {
        _recorder.CountError(code);
        switch (code)
        {
            case "unavailable" or "fault":
            case "overloaded" when _rules.SendsShedAgain || _ledger.IsSentAgain(number):
                _ledger.Postpone(number);
                _ = SendAgainAsync(side, number, Math.Max(LeastRetryMs, retryAfterMs));
                return false;
            case "overloaded":
            case "thread_inactive" when _rules.MayBeClosed:
                break;
            case "rate_limited":
                _recorder.Fail($"The server answered rate_limited. {ServerLimits.Advice}");
                break;
            default:
                _recorder.Violations.Add(Violation.Unexpected, $"{NameOf(number)} was refused with {code}");
                break;
        }

        return _ledger.Refuse(number);
    }

    private async Task SendAgainAsync(int side, long number, int afterMs)
    {
        await Task.Delay(afterMs);
        HubSocket? socket;
        var flush = false;
        lock (_gate)
        {
            socket = _sockets[side];
            flush = socket is not null && _ledger.TakePostponed(number) && socket.Write(Frame, number);
        }

        if (flush)
        {
            socket!.Flush();
        }
    }

    private string NameOf(long number) => $"message {Encoding.UTF8.GetString(Frame.IdPrefix)}{number} of thread {ThreadId}";
}
