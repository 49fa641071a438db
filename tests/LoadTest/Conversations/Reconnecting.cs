using System.Diagnostics;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>Makes a person's connections: the first one, and one after each loss, with the contract's jitter.</summary>
internal sealed class Reconnecting(PersonConnection connection, TimeSpan jitter, Recorder recorder) : IAsyncDisposable
{
    private const int LeastPauseMs = 100;
    private const int MostPauseMs = 1_000;
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private bool _again;
    private Task _running = Task.CompletedTask;
    private bool _isRunning;

    /// <summary>Connects for the first time, caught up when this is done.</summary>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var after = TimeSpan.Zero;
            try
            {
                await TryAsync(since, isBack: false, cancellationToken);
                await connection.WhenLiveAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
                return;
            }
            catch (Exception exception) when (IsOutage(exception) && !cancellationToken.IsCancellationRequested)
            {
                if (Stopwatch.GetElapsedTime(since) > Patience)
                {
                    throw new SetUpException($"A person can't connect: {exception.Message}", exception);
                }

                after = ToldBy(exception);
            }

            await PauseAsync(after, cancellationToken);
        }
    }

    /// <summary>Begins to come back, unless that is under way.</summary>
    public void Begin(int afterMs)
    {
        lock (_gate)
        {
            if (_isRunning)
            {
                _again = true;
                return;
            }

            _isRunning = true;
            _running = Task.Run(() => ComeBackAsync(afterMs), CancellationToken.None);
        }
    }

    /// <summary>Comes back no more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task running;
        lock (_gate)
        {
            running = _running;
        }

        await running;
        _stop.Dispose();
    }

    private async Task ComeBackAsync(int afterMs)
    {
        try
        {
            do
            {
                await Task.Delay(TimeSpan.FromMilliseconds(afterMs) + (Random.Shared.NextDouble() * jitter), _stop.Token);
                await ConnectAsync();
            }
            while (TakeAgain());
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The person leaves.
        }
        catch (SetUpException exception)
        {
            recorder.Fail(exception.Message);
        }
    }

    private async Task ConnectAsync()
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            TimeSpan after;
            try
            {
                await TryAsync(since, isBack: true, _stop.Token);
                return;
            }
            catch (Exception exception) when (IsOutage(exception) && !_stop.IsCancellationRequested)
            {
                recorder.CountError(exception is ComeAgainException ? "told to come again" : "not connected");
                after = ToldBy(exception);
            }

            await PauseAsync(after, _stop.Token);
        }
    }

    private async Task TryAsync(long since, bool isBack, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(LongestAttempt);
        await connection.ConnectAsync(since, isBack, attempt.Token);
    }

    private bool TakeAgain()
    {
        lock (_gate)
        {
            var again = _again;
            _again = false;
            _isRunning = again;
            return again;
        }
    }

    private static TimeSpan ToldBy(Exception exception) => (exception as ComeAgainException)?.After ?? TimeSpan.Zero;

    private static Task PauseAsync(TimeSpan after, CancellationToken cancellationToken) =>
        Task.Delay(after + TimeSpan.FromMilliseconds(Random.Shared.Next(LeastPauseMs, MostPauseMs)), cancellationToken);

    private static bool IsOutage(Exception exception) =>
        HubSocket.IsLoss(exception) || exception is HttpRequestException or TimeoutException;
}
