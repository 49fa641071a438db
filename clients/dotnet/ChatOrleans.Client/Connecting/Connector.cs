using ChatOrleans.Client.Contract;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Client.Connecting;

/// <summary>
/// Keeps the client connected: connects, catches up, waits for the connection's end, and begins again, until it is stopped or
/// the session ends. Used on the loop.
/// </summary>
internal sealed partial class Connector(
    Func<CancellationToken, Task<IHubLink>> connect, Line line, Backoff backoff, TimeProvider time, Func<double> random, ILogger logger)
    : IAsyncDisposable
{
    // A connection that lasted this long has ended what was wrong before.
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(5);

    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;
    private TaskCompletionSource _first = NewSignal();
    private TaskCompletionSource _hurry = NewSignal();
    private DateTimeOffset? _drainsAt;
    private long _retryAtTicks;
    private TaskCompletionSource _draining = NewSignal();

    /// <summary>When the next attempt is made, while there is a wait.</summary>
    public DateTimeOffset? RetryAt
    {
        get => Interlocked.Read(ref _retryAtTicks) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        private set => Interlocked.Exchange(ref _retryAtTicks, value?.UtcTicks ?? 0);
    }

    /// <summary>Told of each state.</summary>
    public Action<ConnectionState> StateChanged { get; set; } = _ => { };

    /// <summary>Catches up on a connection that has just been made.</summary>
    public Func<Task> CatchUp { get; set; } = () => Task.CompletedTask;

    /// <summary>Told when everything up to now is here.</summary>
    public Action WentOnline { get; set; } = () => { };

    /// <summary>Told when a connection is gone.</summary>
    public Action WentOffline { get; set; } = () => { };

    /// <summary>Begins, unless it has begun. Done when the first catching up is.</summary>
    public Task StartAsync()
    {
        if (_stop is null)
        {
            _stop = new CancellationTokenSource();
            _first = NewSignal();
            _running = RunAsync(_stop.Token);
        }

        return _first.Task;
    }

    /// <summary>Ends, and says good-bye to the server.</summary>
    public async Task StopAsync(ChatException? reason = null)
    {
        if (_stop is not { } stop)
        {
            return;
        }

        _stop = null;
        if (!line.IsOnline)
        {
            // Whatever catching up waits for, nobody needs it any more.
            line.Link?.Abort();
            WentOffline();
        }

        await stop.CancelAsync();
        await _running;
        stop.Dispose();
        _first.TrySetException(reason ?? ChatException.Canceled("The client was disconnected."));
        _ = _first.Task.Exception;
    }

    public ValueTask DisposeAsync() => new(StopAsync());

    /// <summary>Ends the wait for the next attempt.</summary>
    public void Hurry() => _hurry.TrySetResult();

    /// <summary>The server's node goes away: the connection is used until it is time to come back elsewhere.</summary>
    public void OnDraining(DrainingPush push)
    {
        if (_drainsAt is null)
        {
            var about = TimeSpan.FromMilliseconds(push.ReconnectAfterMs);
            _drainsAt = time.GetUtcNow() + about + (about * random() / 2);
            _draining.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                StateChanged(ConnectionState.Connecting);
                var planned = await ConnectOnceAsync(stop);
                wait = planned ?? backoff.Next();
            }
            catch (ChatException exception) when (exception.Code == ErrorCodes.SignedOut)
            {
                // Whoever watches the session stops this.
                _first.TrySetException(exception);
                _ = _first.Task.Exception;
                return;
            }
            catch (ChatException exception)
            {
                LogNotConnected(logger, exception.Code, exception.InnerException?.GetType().Name ?? "none");
                wait = backoff.Next(exception.RetryAfter);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            if (!stop.IsCancellationRequested)
            {
                await WaitAsync(wait, stop);
            }
        }
    }

    // How long to wait, where the server has said so; null for a connection that just broke.
    private async Task<TimeSpan?> ConnectOnceAsync(CancellationToken stop)
    {
        _drainsAt = null;
        _draining = NewSignal();
        var link = await connect(stop);
        try
        {
            line.Begin(link);
            _ = WatchAsync(link);
            StateChanged(ConnectionState.Syncing);
            await CatchUp();
            line.GoOnline();
            StateChanged(ConnectionState.Online);
            WentOnline();
            _first.TrySetResult();
            var since = time.GetTimestamp();
            await LiveAsync(link, stop);
            if (time.GetElapsedTime(since) >= Stable)
            {
                backoff.Reset();
            }
        }
        finally
        {
            line.End();
            WentOffline();
            if (stop.IsCancellationRequested)
            {
                await link.DisposeAsync();
            }
            else
            {
                link.Abort();
            }
        }

        return _drainsAt is { } at ? Positive(at - time.GetUtcNow()) : null;
    }

    // Who waits on a connection that is gone waits in vain.
    private async Task WatchAsync(IHubLink link)
    {
        await link.Closed;
        if (line.Link == link && !line.IsOnline)
        {
            WentOffline();
        }
    }

    private async Task LiveAsync(IHubLink link, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(link.Closed, Task.Delay(Timeout.InfiniteTimeSpan, time, over.Token), _draining.Task);
        if (_drainsAt is { } at && !link.Closed.IsCompleted && !stop.IsCancellationRequested)
        {
            await Task.WhenAny(link.Closed, Task.Delay(Positive(at - time.GetUtcNow()), time, over.Token));
        }

        await over.CancelAsync();
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken stop)
    {
        _hurry = NewSignal();
        RetryAt = time.GetUtcNow() + wait;
        StateChanged(ConnectionState.Waiting);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(_hurry.Task, Task.Delay(wait, time, over.Token));
        await over.CancelAsync();
        RetryAt = null;
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
