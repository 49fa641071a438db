using System.Diagnostics;
using System.Text;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// Two people in one thread. Answers and pushes come on the two connections' own tasks; each enters here for a moment.
/// </summary>
internal sealed class Pair
{
    private const int LeastRetryMs = 50;

    private readonly Lock _gate = new();
    private readonly PairSettings _settings;
    private readonly Tally _tally;
    private readonly Ledger _ledger;
    private SendFrame? _frame;
    private volatile bool _running;

    public Pair(PairSettings settings, Tally tally)
    {
        _settings = settings;
        _tally = tally;
        _ledger = new Ledger(settings, tally, NameOf);
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
        int sender;
        lock (_gate)
        {
            number = _ledger.Add(intendedAt, out sender);
        }

        _tally.CountSent();
        Members[sender].Send(number);
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
        }

        GoOn(settled);
    }

    /// <summary>A member has a message; members see each place of the log once.</summary>
    public void OnSeen(int side, long number, long seq)
    {
        var now = Stopwatch.GetTimestamp();
        bool settled;
        lock (_gate)
        {
            settled = _ledger.See(side, number, seq, now);
        }

        GoOn(settled);
    }

    /// <summary>From now on every push should have come.</summary>
    public void BeginAudit()
    {
        lock (_gate)
        {
            _ledger.BeginAudit();
        }
    }

    /// <summary>Holds what was acknowledged against what was seen, and gives how many messages have no answer.</summary>
    public long Audit()
    {
        lock (_gate)
        {
            return _ledger.Audit(side => Members[side].IsLost);
        }
    }

    private bool OnRefused(int side, long number, string code, int retryAfterMs)
    {
        _tally.CountError(code);
        var outcomeIsUnknown = code is "unavailable" or "fault";
        if (!outcomeIsUnknown && code != "overloaded")
        {
            _tally.Fail($"The server refused a message with {code}.");
        }

        var refused = _ledger.Refuse(number, outcomeIsUnknown || (code == "overloaded" && _settings.ClosedLoop));
        if (refused.IsSentAgain)
        {
            _ = SendAgainAsync(side, number, Math.Max(LeastRetryMs, retryAfterMs));
        }

        return refused.IsSettled;
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

    private string NameOf(long number) =>
        $"message {Encoding.UTF8.GetString(Frame.IdPrefix)}{number} of thread {Encoding.UTF8.GetString(Frame.ThreadId)}";
}
