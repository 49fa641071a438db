using System.Text.Json;
using ChatOrleans.Canary.Measuring;
using ChatOrleans.Canary.Wire;

namespace ChatOrleans.Canary.Pairs;

/// <summary>Two members who talk for a round: one message at a time, in turn, each watched until the other has it.</summary>
internal sealed partial class Pair
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);

    private readonly Member[] _members;
    private readonly CanaryOptions _options;
    private readonly CanaryMetrics _metrics;
    private readonly Deliveries _deliveries;
    private readonly TimeProvider _time;
    private readonly ILogger<Pair> _logger;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Receiver, long SentAt, TaskCompletionSource Arrived)> _underWay = new(StringComparer.Ordinal);
    // The life in which each member last caught up: from then on everything has to be pushed.
    private readonly long[] _caughtUp = [-1, -1];
    private PairLedger? _ledger;
    private string _threadId = string.Empty;

    public Pair(
        Member left,
        Member right,
        CanaryOptions options,
        CanaryMetrics metrics,
        Deliveries deliveries,
        TimeProvider time,
        ILogger<Pair> logger)
    {
        _members = [left, right];
        _options = options;
        _metrics = metrics;
        _deliveries = deliveries;
        _time = time;
        _logger = logger;
    }

    /// <summary>Whether its last message arrived.</summary>
    public bool IsTalking { get; private set; }

    /// <summary>Opens, talks until it is cancelled, and closes.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var member = 0; member < _members.Length; member++)
        {
            var which = member;
            _members[member].EventPushed = (life, pushed) => TakePushed(which, life, pushed);
            _members[member].MustCatchUp = () => _ = CatchUpQuietlyAsync(which, cancellationToken);
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await OpenAsync(cancellationToken);
                await TalkAsync(cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Member.IsOutage(fault))
            {
                IsTalking = false;
                LogBroken(fault.Message);
                await Task.Delay(FirstRetry, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Nobody's last round is in the way of this one: each ends what it finds open, and the left one opens.
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        for (var which = 0; which < _members.Length; which++)
        {
            var member = _members[which];
            var life = member.Life;
            var me = (await RetryAsync(member, "Sync", new { cursors = new Dictionary<string, long>() }, cancellationToken)).GetProperty("me");
            Volatile.Write(ref _caughtUp[which], life);
            if (me.TryGetProperty("activeThreadId", out var active))
            {
                await RetryAsync(member, "CloseThread", new { threadId = active.GetString() }, cancellationToken);
            }
        }

        var thread = await RetryAsync(_members[0], "OpenThread", new { with = _members[1].UserId }, cancellationToken);
        lock (_gate)
        {
            _threadId = thread.GetProperty("threadId").GetString()!;
            _ledger = new PairLedger(thread.GetProperty("lastSeq").GetInt64(), Report);
            _underWay.Clear();
        }
    }

    private async Task TalkAsync(CancellationToken cancellationToken)
    {
        for (var sender = 0; ; sender = 1 - sender)
        {
            await SendAsync(sender, cancellationToken);
            IsTalking = true;
            await Task.Delay(_options.Period, _time, cancellationToken);
        }
    }

    private async Task SendAsync(int sender, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("n");
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begunAt = _time.GetTimestamp();
        var receiverLife = Volatile.Read(ref _caughtUp[1 - sender]);
        lock (_gate)
        {
            _underWay[id] = (1 - sender, begunAt, arrived);
        }

        var ack = await RetryAsync(
            _members[sender], "SendMessage", new { threadId = _threadId, clientMessageId = id, text = "canary" }, cancellationToken);
        var seq = ack.GetProperty("seq").GetInt64();
        _metrics.Acknowledged(_members[sender].Gateway, _time.GetElapsedTime(begunAt));
        lock (_gate)
        {
            _ledger!.Acknowledged(_members[sender].UserId, id, seq);
        }

        try
        {
            await arrived.Task.WaitAsync(_options.Patience, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            await LookForAsync(1 - sender, seq, id, receiverLife, cancellationToken);
        }
    }

    // The log is the truth: what is not in it is lost; what is, and did not come, should have come.
    private async Task LookForAsync(int receiver, long seq, string id, long lifeAtSending, CancellationToken cancellationToken)
    {
        var livedOn = _members[receiver].IsConnected && _members[receiver].Life == lifeAtSending;
        await CatchUpAsync(receiver, cancellationToken);
        lock (_gate)
        {
            if (!_ledger!.HasSeen(receiver, seq))
            {
                Report(new Finding(ViolationKind.Lost, seq, id));
            }
            else if (livedOn)
            {
                Report(new Finding(ViolationKind.Undelivered, seq, id));
            }
        }
    }

    private async Task CatchUpQuietlyAsync(int member, CancellationToken cancellationToken)
    {
        try
        {
            await CatchUpAsync(member, cancellationToken);
        }
        catch (Exception fault) when (Member.IsOutage(fault))
        {
            // Connected anew it is told again; a message that it missed is looked for in any case.
        }
    }

    private async Task CatchUpAsync(int member, CancellationToken cancellationToken)
    {
        string threadId;
        long cursor;
        lock (_gate)
        {
            if (_ledger is not { } ledger)
            {
                return;
            }

            (threadId, cursor) = (_threadId, ledger.CursorOf(member));
        }

        var life = _members[member].Life;
        var answer = await RetryAsync(
            _members[member], "Sync", new { cursors = new Dictionary<string, long> { [threadId] = cursor } }, cancellationToken);
        Volatile.Write(ref _caughtUp[member], life);
        if (answer.GetProperty("events").TryGetProperty(threadId, out var events))
        {
            foreach (var seen in events.EnumerateArray())
            {
                Take(member, ChatEvent.Read(seen), static (ledger, which, read) => ledger.Saw(which, read));
            }
        }
    }

    private async Task<JsonElement> RetryAsync(Member member, string method, object argument, CancellationToken cancellationToken)
    {
        for (var pause = FirstRetry; ; pause = pause * 2 < LongestRetry ? pause * 2 : LongestRetry)
        {
            var wait = pause;
            try
            {
                return await member.CallAsync(method, argument, cancellationToken);
            }
            catch (RefusedException refusal)
            {
                _metrics.Refused(refusal.Code);
                if (!refusal.MayPass)
                {
                    throw;
                }

                wait = refusal.RetryAfter > wait ? refusal.RetryAfter.Value : wait;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested && Member.IsOutage(fault))
            {
                IsTalking = false;
            }

            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    private void TakePushed(int member, long life, ChatEvent pushed) =>
        Take(member, pushed, (ledger, which, read) => ledger.Pushed(which, life, read));

    private void Take(int member, ChatEvent seen, Action<PairLedger, int, ChatEvent> enter)
    {
        (int Receiver, long SentAt, TaskCompletionSource Arrived) message = default;
        lock (_gate)
        {
            if (_ledger is not { } ledger || seen.ThreadId != _threadId)
            {
                return;
            }

            enter(ledger, member, seen);
            if (seen.ClientMessageId is { } id && _underWay.TryGetValue(id, out message) && message.Receiver == member)
            {
                _underWay.Remove(id);
            }
            else
            {
                return;
            }
        }

        var duration = _time.GetElapsedTime(message.SentAt);
        _deliveries.Add(duration);
        _metrics.Delivered(_members[member].Gateway, duration);
        message.Arrived.TrySetResult();
    }

    private void Report(Finding finding)
    {
        _metrics.Violated(finding.Kind);
        LogViolation(finding.Kind, _threadId, finding.Seq, finding.ClientMessageId, _members[0].Gateway, _members[1].Gateway);
    }
}
