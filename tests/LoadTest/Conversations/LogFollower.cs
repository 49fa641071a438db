using System.Text;
using System.Text.Json;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// Follows the thread's log on one member's connection: event by event as they are pushed, and by <c>Sync</c> where a push
/// did not come. Not safe for concurrent use; the member sees to that.
/// </summary>
internal sealed class LogFollower(Pair pair, int side, Tally tally, Func<object, long> postSync)
{
    private readonly List<string> _gaps = [];
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _caughtUp;
    private long _pushed;
    private long _missedTo;

    /// <summary>The last place of the log that has been seen, with everything before it; below 0 before the beginning.</summary>
    public long Held { get; private set; } = -1;

    /// <summary>The number of the call whose answer is <see cref="OnSync"/>'s; 0 when there is none.</summary>
    public long SyncCall { get; private set; }

    /// <summary>Done when the end of the log is known from which on it is followed.</summary>
    public Task Begun => _begun.Task;

    private string ThreadId => Encoding.UTF8.GetString(pair.Frame.ThreadId);

    /// <summary>Asks for what comes after <see cref="Held"/>, or for the end of the log.</summary>
    public void Sync() =>
        SyncCall = postSync(new { cursors = Held < 0 ? [] : new Dictionary<string, long> { [ThreadId] = Held } });

    /// <summary>Done when the answer to a <c>Sync</c> has brought everything.</summary>
    public Task CatchUpAsync()
    {
        _caughtUp ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var caughtUp = _caughtUp.Task;
        if (SyncCall == 0)
        {
            Sync();
        }

        return caughtUp;
    }

    /// <summary>Nothing more will come.</summary>
    public void End(string reason)
    {
        _begun.TrySetException(new SetUpException($"A connection was lost: {reason}"));
        _caughtUp?.TrySetResult();
    }

    /// <summary>Counts the gaps that no <c>ResyncRequired</c> has excused.</summary>
    public void Audit()
    {
        foreach (var gap in _gaps)
        {
            tally.Violations.Add(Violation.Gap, gap);
        }
    }

    public void OnResyncRequired()
    {
        tally.CountResync();
        _gaps.Clear();
        if (SyncCall == 0 && Held >= 0)
        {
            Sync();
        }
    }

    public void OnEvent(in ServerFrame pushed)
    {
        if (Held < 0)
        {
            return;
        }

        if (pushed.Seq <= _pushed)
        {
            tally.Violations.Add(
                pushed.Seq == _pushed ? Violation.Doubled : Violation.Reordered,
                $"member {side} of thread {ThreadId} was pushed {pushed.Seq} after {_pushed}");
            return;
        }

        _pushed = pushed.Seq;
        if (pushed.Seq == Held + 1)
        {
            See(pushed.Seq, pushed.ThreadId, pushed.ClientMessageId, pushed.Text);
        }
        else if (pushed.Seq > Held)
        {
            _missedTo = pushed.Seq;
            if (SyncCall == 0)
            {
                _gaps.Add($"member {side} of thread {ThreadId} was pushed {pushed.Seq} when it held {Held}");
                Sync();
            }
        }
    }

    /// <summary>Takes the answer to <see cref="Sync"/>; false when it was refused and has to be asked for again.</summary>
    public bool OnSync(ReadOnlyMemory<byte> record)
    {
        using var answer = JsonDocument.Parse(record);
        if (!HubAnswer.TryGetValue(answer, out var value, out var code))
        {
            tally.CountError(code);
            return false;
        }

        SyncCall = 0;
        if (Held < 0)
        {
            Begin(value);
        }
        else
        {
            GoOn(value);
        }

        return true;
    }

    private void Begin(JsonElement value)
    {
        foreach (var thread in value.GetProperty("threads").EnumerateArray())
        {
            if (thread.GetProperty("threadId").ValueEquals(ThreadId))
            {
                Held = thread.GetProperty("lastSeq").GetInt64();
                _begun.TrySetResult();
                return;
            }
        }

        _begun.TrySetException(new SetUpException("Sync does not know the thread that has just been opened."));
    }

    private void GoOn(JsonElement value)
    {
        var state = value.GetProperty("states").TryGetProperty(ThreadId, out var named) ? named.GetString() : "missing";
        if (state is not ("complete" or "more"))
        {
            tally.Fail($"Sync answered '{state}' for a thread that the member is in.");
        }
        else if (value.GetProperty("events").TryGetProperty(ThreadId, out var events))
        {
            SeeAll(events);
        }

        if (state == "more" || (state == "complete" && Held < _missedTo))
        {
            Sync();
        }
        else
        {
            _caughtUp?.TrySetResult();
            _caughtUp = null;
        }
    }

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
                tally.Violations.Add(Violation.Gap, $"Sync of thread {ThreadId} leaves out {Held + 1}");
            }

            See(seq, BytesOf(one, "threadId"), BytesOf(one, "clientMessageId"), BytesOf(one, "text"));
        }
    }

    private void See(long seq, ReadOnlySpan<byte> threadId, ReadOnlySpan<byte> clientMessageId, ReadOnlySpan<byte> text)
    {
        Held = seq;
        var frame = pair.Frame;
        if (clientMessageId.IsEmpty)
        {
            return;
        }

        if (!frame.TryReadNumber(clientMessageId, out var number))
        {
            tally.Violations.Add(
                Violation.Unexpected, $"thread {ThreadId} holds {Encoding.UTF8.GetString(clientMessageId)} at {seq}");
            return;
        }

        if (!threadId.SequenceEqual(frame.ThreadId) || !text.SequenceEqual(frame.Text))
        {
            tally.Violations.Add(Violation.Altered, $"the event at {seq} of thread {ThreadId} is not what was sent");
        }

        pair.OnSeen(side, number, seq);
    }

    private static byte[] BytesOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? Encoding.UTF8.GetBytes(value.GetString()!) : [];
}
