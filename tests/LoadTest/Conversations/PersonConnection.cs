using System.Diagnostics;
using System.Net;
using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>
/// A person's connection: one at a time, made again after every loss. It is live once the seats are caught up. What it
/// is changes only under the person's lock.
/// </summary>
internal sealed class PersonConnection : IAsyncDisposable
{
    private readonly Doors _doors;
    private readonly Credentials _credentials;
    private readonly Lock _gate;
    private readonly PersonSeats _seats;
    private readonly Recorder _recorder;
    private readonly PersonFrames _frames;
    private readonly Reconnecting _reconnecting;
    private readonly CancellationTokenSource _leaving = new();
    private long _backSince;
    private bool _isBack;
    private TaskCompletionSource<HubSocket> _live = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="doors">Where to connect.</param>
    /// <param name="credentials">Who connects.</param>
    /// <param name="gate">The person's lock.</param>
    /// <param name="seats">What the person takes part in.</param>
    /// <param name="jitter">The longest random pause before it comes back.</param>
    /// <param name="recorder">What is measured goes here.</param>
    public PersonConnection(
        Doors doors, Credentials credentials, Lock gate, PersonSeats seats, TimeSpan jitter, Recorder recorder)
    {
        _doors = doors;
        _credentials = credentials;
        _gate = gate;
        _seats = seats;
        _recorder = recorder;
        _frames = new PersonFrames(credentials.UserId, gate, seats, this, recorder);
        _reconnecting = new Reconnecting(this, jitter, recorder);
    }

    /// <summary>The connection, caught up or not; null while there is none. For who holds the person's lock.</summary>
    public HubSocket? Socket { get; private set; }

    /// <summary>The connection that is caught up; null while there is none.</summary>
    public HubSocket? Live => _live.Task is { IsCompletedSuccessfully: true } live ? live.Result : null;

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
        var bearer = await _credentials.BearerAsync(cancellationToken);
        var from = Stopwatch.GetTimestamp();
        HubSocket socket;
        try
        {
            socket = await HubSocket.ConnectAsync(_doors.Next(), bearer, _frames, cancellationToken);
        }
        catch (HttpRequestException refused) when (refused.StatusCode == HttpStatusCode.Unauthorized)
        {
            _credentials.Doubt();
            throw;
        }

        _recorder.Record(Measure.Connect, from, Stopwatch.GetTimestamp());
        _recorder.Count(Counter.Connected);
        lock (_gate)
        {
            (Socket, _backSince, _isBack) = (socket, since, isBack);
            _seats.OnConnected();
            socket.Start();
            _seats.Sync(socket);
        }
    }

    /// <summary>Ends the connection from this side and comes back after this time and the jitter.</summary>
    public async Task DropAsync(int afterMs)
    {
        if (await HangUpAsync())
        {
            _reconnecting.Begin(afterMs);
        }
    }

    /// <summary>Keeps the connection alive, or gives it up when <c>Sync</c> is never answered.</summary>
    public void LookAfter()
    {
        HubSocket? socket;
        bool isOverdue;
        lock (_gate)
        {
            socket = Socket;
            isOverdue = _seats.IsSyncOverdue;
        }

        socket?.KeepAlive();
        if (isOverdue)
        {
            socket?.GiveUp("Sync");
        }
    }

    /// <summary>The seats have everything: the connection is live, unless it is so already. For who holds the person's lock.</summary>
    public void OnCaughtUp(HubSocket socket)
    {
        if (_live.Task.IsCompleted)
        {
            return;
        }

        _seats.Attach(socket);
        if (_isBack)
        {
            _recorder.Record(Measure.Reconnect, _backSince, Stopwatch.GetTimestamp());
        }

        _live.SetResult(socket);
    }

    /// <summary>The connection has ended, and nobody here asked for it.</summary>
    public void OnLost(string reason)
    {
        lock (_gate)
        {
            _seats.OnLost();
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

    private async Task<bool> HangUpAsync()
    {
        HubSocket? socket;
        lock (_gate)
        {
            socket = Socket;
            Socket = null;
        }

        if (socket is null)
        {
            return false;
        }

        await socket.DisposeAsync();
        lock (_gate)
        {
            if (Socket is null)
            {
                LoseSocket();
            }
        }

        return true;
    }

    private void LoseSocket()
    {
        Socket = null;
        if (_live.Task.IsCompleted)
        {
            _live = new TaskCompletionSource<HubSocket>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _seats.Detach();
    }
}
