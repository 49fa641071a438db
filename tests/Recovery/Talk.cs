using System.Diagnostics;
using ChatOrleans.TestKit;

namespace ChatOrleans.Recovery;

/// <summary>One conversation: its opener sends a message, waits for the acknowledgement, rests, and sends the next one.</summary>
internal sealed class Talk : IAsyncDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    private readonly ChatClient _sender;
    private readonly ChatClient _peer;
    private readonly List<long> _acks = [];
    private CancellationTokenSource? _stop;
    private Task _sending = Task.CompletedTask;
    private int _sent;

    private Talk(ChatClient sender, ChatClient peer, string threadId)
    {
        _sender = sender;
        _peer = peer;
        ThreadId = threadId;
    }

    public string ThreadId { get; }

    /// <summary>Acknowledged messages.</summary>
    public int Acknowledged { get; private set; }

    public static async Task<Talk> OpenAsync(ChatTopology topology, int number)
    {
        var url = topology.Urls[number % topology.Urls.Count];
        var sender = await topology.RegisterAsync("ada");
        var peer = await topology.RegisterAsync("bob");
        var talk = new Talk(
            await ChatClient.ConnectAsync(url, sender.AccessToken), await ChatClient.ConnectAsync(url, peer.AccessToken), "");
        (await talk._sender.SyncAsync()).Must();
        (await talk._peer.SyncAsync()).Must();
        var thread = (await talk._sender.OpenThreadAsync(peer.Handle)).Must();
        return new Talk(talk._sender, talk._peer, thread.ThreadId);
    }

    /// <summary>Sends one message until it is acknowledged.</summary>
    public async Task SendAsync()
    {
        var id = $"m-{++_sent}";
        while (!(await _sender.SendAsync(ThreadId, id, "hello")).Ok)
        {
            await Task.Delay(Rest);
        }

        Acknowledged++;
    }

    public void Begin()
    {
        _acks.Clear();
        _stop = new CancellationTokenSource();
        _sending = SendAllAsync(_stop.Token);
    }

    public async Task EndAsync()
    {
        await _stop!.CancelAsync();
        await _sending;
        _stop.Dispose();
    }

    /// <summary>The longest silence that ended after the moment: how long it was, and when after the moment it ended.</summary>
    public (TimeSpan Length, TimeSpan End) SilenceAfter(long moment)
    {
        var (length, end) = (0L, moment);
        for (var i = 1; i < _acks.Count; i++)
        {
            if (_acks[i] > moment && _acks[i] - _acks[i - 1] > length)
            {
                (length, end) = (_acks[i] - _acks[i - 1], _acks[i]);
            }
        }

        return (Stopwatch.GetElapsedTime(0, length), Stopwatch.GetElapsedTime(moment, end));
    }

    public async ValueTask DisposeAsync()
    {
        await _sender.DisposeAsync();
        await _peer.DisposeAsync();
    }

    private async Task SendAllAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await SendAsync();
            _acks.Add(Stopwatch.GetTimestamp());
            await Task.Delay(Rest, CancellationToken.None);
        }
    }
}
