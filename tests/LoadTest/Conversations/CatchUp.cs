using System.Diagnostics;
using System.Text.Json;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// A person's <c>Sync</c>: asks until every seat has what the log holds. Not safe for concurrent use; the person sees to
/// that.
/// </summary>
internal sealed class CatchUp(Recorder recorder)
{
    /// <summary>As many as one call may have.</summary>
    private const int MaxCursors = 1_000;

    private readonly List<Seat> _seats = [];
    private readonly HashSet<Seat> _open = [];
    private string? _epoch;
    private long _since;
    private long _askedAt;
    private bool _again;
    private TaskCompletionSource? _done;

    /// <summary>The seats that take part.</summary>
    public IReadOnlyList<Seat> Seats => _seats;

    /// <summary>Whether not everything that is asked for has come.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>The number of the call whose answer is <see cref="OnAnswer"/>'s; 0 when there is none.</summary>
    public long Call { get; private set; }

    /// <summary>The thread that the last answer said is active; null for none.</summary>
    public string? ActiveThreadId { get; private set; }

    /// <summary>Whether the call has waited for its answer longer than the server may take.</summary>
    public bool IsOverdue => Call != 0 && Stopwatch.GetElapsedTime(_askedAt) > HubSocket.LongestAnswer;

    /// <summary>A call that is under way was made without this seat, so there has to be another one.</summary>
    public void Add(Seat seat)
    {
        _seats.Add(seat);
        _again |= IsUnderWay;
    }

    public void Remove(Seat seat)
    {
        _seats.Remove(seat);
        _open.Remove(seat);
    }

    /// <summary>Asks for all that the seats lack now. What is under way was asked before, so it is asked for again behind it.</summary>
    public void Ask(HubSocket socket)
    {
        if (IsUnderWay)
        {
            _again = true;
            return;
        }

        IsUnderWay = true;
        _since = Stopwatch.GetTimestamp();
        _open.UnionWith(_seats);
        Post(socket);
    }

    /// <summary>Asks again for what a refusal has left open.</summary>
    public void Post(HubSocket socket)
    {
        _askedAt = Stopwatch.GetTimestamp();
        var cursors = _open.Take(MaxCursors).ToDictionary(seat => seat.Conversation.ThreadId, seat => seat.Held);
        Call = socket.Post("Sync", _epoch is null ? new { cursors } : new { epoch = _epoch, cursors });
    }

    /// <summary>Done when a <c>Sync</c> that is asked from now on has brought everything, or the connection is lost.</summary>
    public Task Done()
    {
        _done ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _done.Task;
    }

    /// <summary>The connection is gone.</summary>
    public void Stop()
    {
        (Call, IsUnderWay, _again) = (0, false, false);
        _open.Clear();
        _done?.TrySetResult();
        _done = null;
    }

    /// <summary>Takes the answer; when it is refused, it is the caller's to <see cref="Post"/> again after a while.</summary>
    public CatchUpStep OnAnswer(ReadOnlyMemory<byte> record, HubSocket socket, out int retryAfterMs)
    {
        using var answer = JsonDocument.Parse(record);
        Call = 0;
        var reply = HubReply.Of(answer.RootElement);
        retryAfterMs = reply.RetryAfterMs;
        if (!reply.Ok)
        {
            recorder.CountError(reply.Code);
            return CatchUpStep.Refused;
        }

        Take(reply.Value);
        if (_open.Count > 0)
        {
            Post(socket);
            return CatchUpStep.More;
        }

        IsUnderWay = false;
        recorder.Record(Measure.Sync, _since, Stopwatch.GetTimestamp());
        if (_again)
        {
            _again = false;
            Ask(socket);
            return CatchUpStep.More;
        }

        _done?.TrySetResult();
        _done = null;
        return CatchUpStep.Done;
    }

    private void Take(JsonElement value)
    {
        _epoch = value.TryGetProperty("epoch", out var epoch) ? epoch.GetString() : null;
        ActiveThreadId = value.TryGetProperty("me", out var me) && me.TryGetProperty("activeThreadId", out var active)
            ? active.GetString()
            : null;
        if (_open.Count == 0)
        {
            return;
        }

        var states = value.GetProperty("states");
        var events = value.GetProperty("events");
        foreach (var seat in _open.Take(MaxCursors).ToArray())
        {
            var thread = seat.Conversation.ThreadId;
            var state = states.TryGetProperty(thread, out var named) ? named.GetString()! : "nothing";
            if (seat.OnSynced(state, events.TryGetProperty(thread, out var page) ? page : null))
            {
                _open.Remove(seat);
            }
        }
    }
}
