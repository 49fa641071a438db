using System.Diagnostics;
using System.Text.Json;
using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>One person of a pair, on one connection.</summary>
internal sealed class Member : IFrameReader
{
    private const int RetryMs = 200;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Pair _pair;
    private readonly int _side;
    private readonly Tally _tally;
    private readonly LogFollower _log;
    private HubSocket? _socket;

    public Member(Pair pair, int side, Tally tally)
    {
        _pair = pair;
        _side = side;
        _tally = tally;
        _log = new LogFollower(pair, side, tally, cursors => Socket.Post("Sync", cursors));
    }

    /// <summary>The last place of the log that this connection has seen, with everything before it.</summary>
    public long Held
    {
        get
        {
            lock (_gate)
            {
                return _log.Held;
            }
        }
    }

    /// <summary>Whether the connection has been lost.</summary>
    public bool IsLost { get; private set; }

    private HubSocket Socket => _socket ?? throw new InvalidOperationException("The member is not connected.");

    public async Task ConnectAsync(Uri server, string bearer, CancellationToken cancellationToken) =>
        _socket = await HubSocket.ConnectAsync(server, bearer, this, cancellationToken);

    /// <summary>Opens the thread with the other one and gives its id; asks again for a while where the contract says so.</summary>
    public async Task<string> OpenThreadAsync(string with, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            using var answer = JsonDocument.Parse(await Socket.CallAsync("OpenThread", new { with }, cancellationToken));
            if (HubAnswer.TryGetValue(answer, out var thread, out var code))
            {
                return thread.GetProperty("threadId").GetString()!;
            }

            if (code is not ("unavailable" or "overloaded") || Stopwatch.GetElapsedTime(since) > Deadline)
            {
                throw new SetUpException(
                    $"The server refused OpenThread with {code}." + (code == "rate_limited" ? $" {ServerLimits.Advice}" : ""));
            }

            await Task.Delay(RetryMs, cancellationToken);
        }
    }

    /// <summary>Begins to follow the pair's thread where its log ends now.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _log.Sync();
        }

        try
        {
            await _log.Begun.WaitAsync(Deadline, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new SetUpException($"Sync gave no answer within {Deadline.TotalSeconds:F0} s that could be used.");
        }
    }

    /// <summary>Done when what the log holds has been seen, whether it was pushed or not.</summary>
    public Task CatchUpAsync()
    {
        lock (_gate)
        {
            return IsLost ? Task.CompletedTask : _log.CatchUpAsync();
        }
    }

    /// <summary>Counts what this connection was not told.</summary>
    public void Audit()
    {
        lock (_gate)
        {
            _log.Audit();
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
                    _log.OnEvent(frame);
                    break;
                case FrameKind.ResyncRequired:
                    _log.OnResyncRequired();
                    break;
                case FrameKind.CallAnswer when frame.Number == _log.SyncCall:
                    if (!_log.OnSync(frame.Record.ToArray()))
                    {
                        _ = SyncLaterAsync();
                    }

                    break;
            }
        }
    }

    public void OnLost(string reason)
    {
        lock (_gate)
        {
            IsLost = true;
            _log.End(reason);
        }

        _tally.CountLostConnection(reason);
    }

    private async Task SyncLaterAsync()
    {
        await Task.Delay(RetryMs);
        lock (_gate)
        {
            _log.Sync();
        }
    }
}
