using System.Diagnostics;
using System.Net;
using System.Text;
using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// A simulated person: one account, one connection at a time, made again after every loss, and a seat in each thread that
/// it takes part in.
/// </summary>
internal sealed class Person : IFrameReader, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Uri _server;
    private readonly Recorder _recorder;
    private readonly Reconnecting _reconnecting;
    private readonly CatchUp _catchUp;
    private readonly SeatIndex _seats = new();
    private readonly CancellationTokenSource _leaving = new();
    private HubSocket? _socket;
    private long _backSince;
    private bool _isBack;
    private TaskCompletionSource<HubSocket> _live = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Person(Uri server, Credentials credentials, Random random, TimeSpan jitter, Recorder recorder)
    {
        _server = server;
        Credentials = credentials;
        Random = random;
        _recorder = recorder;
        UserIdBytes = Encoding.UTF8.GetBytes(credentials.UserId);
        _catchUp = new CatchUp(recorder);
        _reconnecting = new Reconnecting(this, jitter, recorder);
        Calls = new PersonCalls(this, recorder);
    }

    public Credentials Credentials { get; }

    /// <summary>What it asks of the server beside messages.</summary>
    public PersonCalls Calls { get; }

    public string UserId => Credentials.UserId;

    public byte[] UserIdBytes { get; }

    /// <summary>For this person's choices; one at a time.</summary>
    public Random Random { get; }

    /// <summary>The connection that is caught up; null while there is none.</summary>
    public HubSocket? Live => _live.Task is { IsCompletedSuccessfully: true } live ? live.Result : null;

    /// <summary>The thread that the last <c>Sync</c> said is active; null for none.</summary>
    public string? ActiveThreadId
    {
        get
        {
            lock (_gate)
            {
                return _catchUp.ActiveThreadId;
            }
        }
    }

    /// <summary>The connection that is caught up, once there is one.</summary>
    public Task<HubSocket> WhenLiveAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _live.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Connects for the first time; caught up when this is done.</summary>
    public Task JoinAsync(CancellationToken cancellationToken) => _reconnecting.JoinAsync(cancellationToken);

    /// <summary>Connects once; what fails is for the caller to try again.</summary>
    /// <param name="since">When the person meant to be connected.</param>
    /// <param name="isBack">Whether it was connected before.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task ConnectAsync(long since, bool isBack, CancellationToken cancellationToken)
    {
        var bearer = await Credentials.BearerAsync(cancellationToken);
        var from = Stopwatch.GetTimestamp();
        HubSocket socket;
        try
        {
            socket = await HubSocket.ConnectAsync(_server, bearer, this, cancellationToken);
        }
        catch (HttpRequestException refused) when (refused.StatusCode == HttpStatusCode.Unauthorized)
        {
            Credentials.Doubt();
            throw;
        }

        _recorder.Record(Measure.Connect, from, Stopwatch.GetTimestamp());
        _recorder.Count(Counter.Connected);
        lock (_gate)
        {
            (_socket, _backSince, _isBack) = (socket, since, isBack);
            _seats.ForgetStrangers();
            foreach (var seat in _catchUp.Seats)
            {
                seat.OnConnected();
            }

            socket.Start();
            _catchUp.Ask(socket);
        }
    }

    /// <summary>Ends the connection from this side and comes back after the jitter.</summary>
    public async Task DropAsync()
    {
        if (await HangUpAsync())
        {
            _reconnecting.Begin(afterMs: 0);
        }
    }

    /// <summary>Takes a seat in a conversation.</summary>
    public void Sit(Seat seat)
    {
        lock (_gate)
        {
            _seats.Add(seat);
            _catchUp.Add(seat);
            if (Live is { } socket)
            {
                seat.Conversation.Attach(seat.Side, socket);
                if (seat.IsBehind)
                {
                    _catchUp.Ask(socket);
                }
            }
        }
    }

    /// <summary>Gives up a seat in a conversation that is over.</summary>
    public void Stand(Seat seat)
    {
        lock (_gate)
        {
            _seats.Remove(seat);
            _catchUp.Remove(seat);
            seat.Conversation.Detach(seat.Side);
        }
    }

    /// <summary>Does something with a seat that no push or answer may come between.</summary>
    public T With<T>(Func<T> work)
    {
        lock (_gate)
        {
            return work();
        }
    }

    /// <summary>Does something with a seat that no push or answer may come between.</summary>
    public void With(Action work)
    {
        lock (_gate)
        {
            work();
        }
    }

    /// <summary>Done when what the log holds now has been seen, whether it was pushed or not; at once without a connection.</summary>
    public Task CatchUpAsync()
    {
        lock (_gate)
        {
            if (Live is not { } socket)
            {
                return Task.CompletedTask;
            }

            var done = _catchUp.Done();
            _catchUp.Ask(socket);
            return done;
        }
    }

    /// <summary>Keeps the connection alive, or gives it up when <c>Sync</c> is never answered.</summary>
    public void LookAfter()
    {
        HubSocket? socket;
        bool isOverdue;
        lock (_gate)
        {
            socket = _socket;
            isOverdue = _catchUp.IsOverdue;
        }

        socket?.KeepAlive();
        if (isOverdue)
        {
            socket?.GiveUp("Sync");
        }
    }

    public void OnFrame(in ServerFrame frame)
    {
        if (frame.Kind == FrameKind.SendAnswer)
        {
            OnAnswer(frame);
            return;
        }

        lock (_gate)
        {
            switch (frame.Kind)
            {
                case FrameKind.Event:
                    OnEvent(frame);
                    break;
                case FrameKind.Receipt:
                    _seats.Find(frame.ThreadId)?.Marks.OnReceipt(frame);
                    break;
                case FrameKind.ResyncRequired:
                    OnResyncRequired();
                    break;
                case FrameKind.Draining:
                    _ = LeaveBeforeTheEndAsync(frame.ReconnectAfterMs);
                    break;
                case FrameKind.CallAnswer when frame.Number == _catchUp.Call:
                    OnSync(frame.Record.ToArray());
                    break;
                case FrameKind.CallAnswer:
                    _recorder.Violations.Add(Violation.Unexpected, $"{UserId} was answered a call that has its answer");
                    break;
            }
        }
    }

    public void OnUnreadable(string reason) =>
        _recorder.Violations.Add(Violation.Altered, $"{UserId} was sent what is no frame: {reason}");

    public void OnUnanswered(string method) =>
        _recorder.Violations.Add(
            Violation.Unanswered, $"{UserId} got no answer to {method} within {HubSocket.LongestAnswer.TotalSeconds:F0} s");

    public void OnLost(string reason)
    {
        lock (_gate)
        {
            foreach (var seat in _catchUp.Seats)
            {
                seat.OnLost();
            }

            LoseSocket();
        }

        if (_leaving.IsCancellationRequested)
        {
            return;
        }

        _recorder.Count(Counter.LostConnections);
        _recorder.CountError($"connection lost: {reason}");
        _reconnecting.Begin(afterMs: 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _reconnecting.DisposeAsync();
        await HangUpAsync();
        _leaving.Dispose();
    }

    private void OnAnswer(in ServerFrame answer)
    {
        Seat? seat;
        lock (_gate)
        {
            seat = _seats.Find(answer.Conversation);
        }

        if (seat is null)
        {
            _recorder.Violations.Add(Violation.Unexpected, $"{UserId} was answered a message of no conversation of its own");
            return;
        }

        seat.Conversation.OnAnswer(seat.Side, answer);
    }

    private void OnEvent(in ServerFrame pushed)
    {
        if (_seats.Find(pushed.ThreadId) is { } seat)
        {
            if (seat.OnPushed(pushed, _catchUp.IsUnderWay) && _socket is { } socket)
            {
                _catchUp.Ask(socket);
            }
        }
        else if (!_seats.TryAddStranger(pushed))
        {
            _recorder.Violations.Add(
                Violation.Unexpected,
                $"{UserId} was pushed a message of thread {Encoding.UTF8.GetString(pushed.ThreadId)}, where nobody writes");
        }
    }

    private void OnResyncRequired()
    {
        _recorder.Count(Counter.Resyncs);
        foreach (var seat in _catchUp.Seats)
        {
            seat.OnResyncRequired();
        }

        if (_socket is { } socket)
        {
            _catchUp.Ask(socket);
        }
    }

    private void OnSync(byte[] record)
    {
        if (_socket is not { } socket)
        {
            return;
        }

        switch (_catchUp.OnAnswer(record, socket, out var retryAfterMs))
        {
            case CatchUpStep.Refused:
                _ = SyncLaterAsync(socket, retryAfterMs);
                break;
            case CatchUpStep.Done when !_live.Task.IsCompleted:
                GoLive(socket);
                break;
        }
    }

    private void GoLive(HubSocket socket)
    {
        foreach (var seat in _catchUp.Seats)
        {
            seat.Conversation.Attach(seat.Side, socket);
        }

        if (_isBack)
        {
            _recorder.Record(Measure.Reconnect, _backSince, Stopwatch.GetTimestamp());
        }

        _live.SetResult(socket);
    }

    private async Task SyncLaterAsync(HubSocket socket, int afterMs)
    {
        await Task.Delay(afterMs);
        lock (_gate)
        {
            if (ReferenceEquals(socket, _socket))
            {
                _catchUp.Post(socket);
            }
        }
    }

    private async Task LeaveBeforeTheEndAsync(int afterMs)
    {
        if (await HangUpAsync())
        {
            _reconnecting.Begin(afterMs);
        }
    }

    private async Task<bool> HangUpAsync()
    {
        HubSocket? socket;
        lock (_gate)
        {
            socket = _socket;
            _socket = null;
        }

        if (socket is null)
        {
            return false;
        }

        await socket.DisposeAsync();
        lock (_gate)
        {
            if (_socket is null)
            {
                LoseSocket();
            }
        }

        return true;
    }

    private void LoseSocket()
    {
        _socket = null;
        if (_live.Task.IsCompleted)
        {
            _live = new TaskCompletionSource<HubSocket>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _catchUp.Stop();
        foreach (var seat in _catchUp.Seats)
        {
            seat.Conversation.Detach(seat.Side);
        }
    }
}
