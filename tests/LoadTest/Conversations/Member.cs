using System.Text;
using System.Text.Json;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// One person's connection: follows the thread's log event by event, and asks <c>Sync</c> for what a push did not bring.
/// </summary>
internal sealed class Member : IFrameReader
{
    private const int RetryMs = 200;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Pair _pair;
    private readonly int _side;
    private readonly Tally _tally;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _caughtUp;
    private HubSocket? _socket;
    private long _held = -1;
    private long _pushed;
    private long _missedTo;
    private long _syncCall;
    private string? _gap;

    public Member(Pair pair, int side, Tally tally)
    {
        _pair = pair;
        _side = side;
        _tally = tally;
    }

    /// <summary>The last place of the log that this connection has seen, with everything before it.</summary>
    public long Held
    {
        get
        {
            lock (_gate)
            {
                return _held;
            }
        }
    }

    /// <summary>Whether the connection has been lost.</summary>
    public bool IsLost { get; private set; }

    private HubSocket Socket => _socket ?? throw new InvalidOperationException("The member is not connected.");

    public async Task ConnectAsync(Uri server, string bearer, CancellationToken cancellationToken) =>
        _socket = await HubSocket.ConnectAsync(server, bearer, this, cancellationToken);

    /// <summary>Opens the thread with the other one and gives its id.</summary>
    public async Task<string> OpenThreadAsync(string with, CancellationToken cancellationToken)
    {
        using var answer = JsonDocument.Parse(await Socket.CallAsync("OpenThread", new { with }, cancellationToken));
        return ValueOf(answer, "OpenThread").GetProperty("threadId").GetString()!;
    }

    /// <summary>Begins to follow the pair's thread where its log ends now.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Sync();
        }

        try
        {
            await _begun.Task.WaitAsync(Deadline, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new SetUpException($"Sync gave no answer within {Deadline.TotalSeconds:F0} s that could be used.");
        }
    }

    /// <summary>Done when all that the log holds by now has been seen.</summary>
    public Task CatchUpAsync()
    {
        lock (_gate)
        {
            if (IsLost)
            {
                return Task.CompletedTask;
            }

            var caughtUp = _caughtUp ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_syncCall == 0)
            {
                Sync();
            }

            return caughtUp.Task;
        }
    }

    /// <summary>Counts what no <c>ResyncRequired</c> has excused.</summary>
    public void Audit()
    {
        if (_gap is not null)
        {
            _tally.Violations.Add(Violation.Gap, _gap);
        }
    }

    public void Send(long number) => Socket.Send(_pair.Frame, number);

    public void KeepAlive() => _socket?.KeepAlive();

    public ValueTask LeaveAsync() => _socket?.DisposeAsync() ?? ValueTask.CompletedTask;

    public void OnFrame(in ServerFrame frame)
    {
        if (frame.Kind == FrameKind.SendAnswer)
        {
            _pair.OnAnswer(_side, frame);
            return;
        }

        lock (_gate)
        {
            switch (frame.Kind)
            {
                case FrameKind.Event:
                    OnEvent(frame);
                    break;
                case FrameKind.ResyncRequired:
                    _tally.CountResync();
                    _gap = null;
                    if (_syncCall == 0 && _held >= 0)
                    {
                        Sync();
                    }

                    break;
                case FrameKind.CallAnswer when frame.Number == _syncCall:
                    OnSync(frame.Record.ToArray());
                    break;
            }
        }
    }

    public void OnLost(string reason)
    {
        lock (_gate)
        {
            IsLost = true;
            _caughtUp?.TrySetResult();
        }

        _begun.TrySetException(new SetUpException($"A connection was lost: {reason}"));
        _tally.CountLostConnection(reason);
    }

    private void OnEvent(in ServerFrame pushed)
    {
        if (_held < 0)
        {
            return;
        }

        if (pushed.Seq <= _pushed)
        {
            var violation = pushed.Seq == _pushed ? Violation.Doubled : Violation.Reordered;
            _tally.Violations.Add(violation, $"member {_side} of thread {ThreadId} was pushed {pushed.Seq} after {_pushed}");
            return;
        }

        _pushed = pushed.Seq;
        if (pushed.Seq == _held + 1)
        {
            See(pushed.Seq, pushed.ThreadId, pushed.ClientMessageId, pushed.Text);
        }
        else if (pushed.Seq > _held)
        {
            _missedTo = pushed.Seq;
            if (_syncCall == 0)
            {
                _gap ??= $"member {_side} of thread {ThreadId} was pushed {pushed.Seq} when it held {_held}";
                Sync();
            }
        }
    }

    private void See(long seq, ReadOnlySpan<byte> threadId, ReadOnlySpan<byte> clientMessageId, ReadOnlySpan<byte> text)
    {
        _held = seq;
        var frame = _pair.Frame;
        if (clientMessageId.IsEmpty)
        {
            return;
        }

        if (!frame.TryReadNumber(clientMessageId, out var number))
        {
            _tally.Violations.Add(
                Violation.Unexpected, $"thread {ThreadId} holds {Encoding.UTF8.GetString(clientMessageId)} at {seq}");
            return;
        }

        if (!threadId.SequenceEqual(frame.ThreadId) || !text.SequenceEqual(frame.Text))
        {
            _tally.Violations.Add(Violation.Altered, $"the event at {seq} of thread {ThreadId} is not what was sent");
        }

        _pair.OnSeen(_side, number, seq);
    }

    private void Sync() =>
        _syncCall = Socket.Post(
            "Sync", new { cursors = _held < 0 ? [] : new Dictionary<string, long> { [ThreadId] = _held } });

    private void OnSync(byte[] record)
    {
        using var answer = JsonDocument.Parse(record);
        var result = answer.RootElement.TryGetProperty("result", out var found) ? found : default;
        if (result.ValueKind != JsonValueKind.Object || !result.GetProperty("ok").GetBoolean())
        {
            _tally.CountError(
                result.ValueKind == JsonValueKind.Object ? result.GetProperty("error").GetProperty("code").GetString()! : "fault");
            _ = SyncLaterAsync();
            return;
        }

        var value = result.GetProperty("value");
        _syncCall = 0;
        if (_held < 0)
        {
            Begin(value);
            return;
        }

        var state = value.GetProperty("states").TryGetProperty(ThreadId, out var named) ? named.GetString() : "missing";
        if (state is not ("complete" or "more"))
        {
            _tally.Fail($"Sync answered '{state}' for a thread that the member is in.");
        }
        else if (value.GetProperty("events").TryGetProperty(ThreadId, out var events))
        {
            SeeAll(events);
        }

        if (state == "more" || (state == "complete" && _held < _missedTo))
        {
            Sync();
        }
        else
        {
            _caughtUp?.TrySetResult();
            _caughtUp = null;
        }
    }

    private void Begin(JsonElement value)
    {
        foreach (var thread in value.GetProperty("threads").EnumerateArray())
        {
            if (thread.GetProperty("threadId").ValueEquals(ThreadId))
            {
                _held = thread.GetProperty("lastSeq").GetInt64();
                _begun.TrySetResult();
                return;
            }
        }

        _begun.TrySetException(new SetUpException("Sync does not know the thread that has just been opened."));
    }

    private void SeeAll(JsonElement events)
    {
        foreach (var one in events.EnumerateArray())
        {
            var seq = one.GetProperty("seq").GetInt64();
            if (seq <= _held)
            {
                continue;
            }

            if (seq > _held + 1)
            {
                _tally.Violations.Add(Violation.Gap, $"Sync of thread {ThreadId} leaves out {_held + 1}");
            }

            See(seq, BytesOf(one, "threadId"), BytesOf(one, "clientMessageId"), BytesOf(one, "text"));
        }
    }

    private async Task SyncLaterAsync()
    {
        await Task.Delay(RetryMs);
        lock (_gate)
        {
            Sync();
        }
    }

    private string ThreadId => Encoding.UTF8.GetString(_pair.Frame.ThreadId);

    private static byte[] BytesOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? Encoding.UTF8.GetBytes(value.GetString()!) : [];

    private static JsonElement ValueOf(JsonDocument answer, string method)
    {
        if (!answer.RootElement.TryGetProperty("result", out var result))
        {
            throw new SetUpException($"{method} ended in a fault of the server.");
        }

        if (!result.GetProperty("ok").GetBoolean())
        {
            var code = result.GetProperty("error").GetProperty("code").GetString();
            throw new SetUpException(
                $"The server refused {method} with {code}." + (code == "rate_limited" ? $" {ServerLimits.Advice}" : ""));
        }

        return result.GetProperty("value");
    }
}
