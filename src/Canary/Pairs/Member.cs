using System.Net.WebSockets;
using System.Text.Json;
using ChatOrleans.Canary.Accounts;
using ChatOrleans.Canary.Measuring;
using ChatOrleans.Canary.Wire;

namespace ChatOrleans.Canary.Pairs;

/// <summary>
/// One of the canary's people: signed in, and connected for as long as it runs, to the gateway that is its own or, while
/// that is away, to the next.
/// </summary>
internal sealed partial class Member(
    string handle, Uri[] gateways, int home, ChatApi api, CanaryMetrics metrics, TimeProvider time, ILogger<Member> logger)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private Account? _account;
    private volatile HubLink? _link;
    private TaskCompletionSource<HubLink> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _life;
    private bool _wasConnected;

    /// <summary>The user's id, once there was a connection.</summary>
    public string UserId => _account?.UserId ?? throw new InvalidOperationException("The member was never signed in.");

    /// <summary>The gateway of the connection, as configured.</summary>
    public string Gateway { get; private set; } = string.Empty;

    /// <summary>Counts the connections, and what made one of them start from the log again.</summary>
    public long Life => Interlocked.Read(ref _life);

    /// <summary>Whether there is a connection.</summary>
    public bool IsConnected => _link is { Ended.IsCompleted: false };

    /// <summary>Gets what the server pushes, one after another, with the connection's number.</summary>
    public Action<long, ChatEvent>? EventPushed { get; set; }

    /// <summary>Called when the client has to catch up, since it is connected anew or the server said so.</summary>
    public Action? MustCatchUp { get; set; }

    /// <summary>Calls over the connection, waiting for one where there is none.</summary>
    public async Task<JsonElement> CallAsync(string method, object argument, CancellationToken cancellationToken)
    {
        var link = await Volatile.Read(ref _connected).Task.WaitAsync(cancellationToken);
        return await link.CallAsync(method, argument, cancellationToken);
    }

    /// <summary>Stays connected until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = ShortestPause;
        for (var attempt = 0; !cancellationToken.IsCancellationRequested; attempt++)
        {
            try
            {
                await StayConnectedAsync(gateways[(home + attempt) % gateways.Length], cancellationToken);
                (attempt, pause) = (-1, ShortestPause);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested && IsOutage(fault))
            {
                LogNotConnected(handle, fault.Message);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }

            // Not all at the same time: they have met the same end.
#pragma warning disable CA5394 // Nothing secret depends on it.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore CA5394
        }
    }

    /// <summary>Whether it is the server's fault, which it may get over: it was away, busy, or made no sense.</summary>
    public static bool IsOutage(Exception fault) =>
        fault is WebSocketException or HttpRequestException or IOException or TimeoutException or OperationCanceledException
            or JsonException or KeyNotFoundException or ObjectDisposedException or InvalidOperationException or RefusedException;

    private async Task StayConnectedAsync(Uri gateway, CancellationToken cancellationToken)
    {
        var account = _account = await SignInAsync(cancellationToken);
        var life = Interlocked.Increment(ref _life);
        await using var link = await HubLink.ConnectAsync(
            gateway, account.AccessToken, (target, argument) => Take(life, target, argument), cancellationToken);
        Gateway = gateway.Authority;
        _link = link;
        if (_wasConnected)
        {
            metrics.Reconnected(Gateway);
        }

        _wasConnected = true;
        _connected.TrySetResult(link);
        MustCatchUp?.Invoke();
        await link.Ended.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Volatile.Write(ref _connected, new TaskCompletionSource<HubLink>(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    private async Task<Account> SignInAsync(CancellationToken cancellationToken)
    {
        if (_account is not { } known)
        {
            return await api.SignInAsync(handle, cancellationToken);
        }

        if (known.AccessTokenExpiresAt - time.GetUtcNow() > Renewal)
        {
            return known;
        }

        try
        {
            return await api.RefreshAsync(known, cancellationToken);
        }
        catch (RefusedException refusal) when (!refusal.MayPass)
        {
            return await api.SignInAsync(handle, cancellationToken);
        }
    }

    private void Take(long life, string target, JsonElement argument)
    {
        switch (target)
        {
            case "Event":
                EventPushed?.Invoke(life, ChatEvent.Read(argument));
                break;
            case "ResyncRequired":
                Interlocked.Increment(ref _life);
                MustCatchUp?.Invoke();
                break;
            case "Draining":
                _ = LeaveAsync(argument.TryGetProperty("reconnectAfterMs", out var wait) ? wait.GetInt32() : 0);
                break;
        }
    }

    // The server closes the connection in the end; who goes by itself spreads the coming back.
    private async Task LeaveAsync(int reconnectAfterMs)
    {
        var link = _link;
#pragma warning disable CA5394 // Nothing secret depends on it.
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(0, Math.Max(1, reconnectAfterMs))), time);
#pragma warning restore CA5394
        link?.Leave();
    }
}
