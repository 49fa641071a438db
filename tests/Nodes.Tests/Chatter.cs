using System.Globalization;
using ChatOrleans.TestKit;

namespace ChatOrleans.Nodes.Tests;

/// <summary>
/// Two people in a thread; one of them sends numbered messages, each until it is acknowledged, and connects anew where the
/// contract says so. What was acknowledged is remembered.
/// </summary>
internal sealed class Chatter : IAsyncDisposable
{
    private readonly ChatTopology _topology;
    private readonly Account _sender;
    private readonly List<AckShape> _acks = [];
    private CancellationTokenSource? _stop;
    private Task _sending = Task.CompletedTask;
    private ChatClient _client;
    private int _gateway;

    private Chatter(ChatTopology topology, Account sender, ChatClient client, int gateway, string threadId)
    {
        _topology = topology;
        _sender = sender;
        _client = client;
        _gateway = gateway;
        ThreadId = threadId;
    }

    public string ThreadId { get; }

    /// <summary>How many messages were acknowledged.</summary>
    public int Acknowledged
    {
        get
        {
            lock (_acks)
            {
                return _acks.Count;
            }
        }
    }

    /// <summary>The waits that <c>Draining</c> told.</summary>
    public List<int> Waits { get; } = [];

    public static async Task<Chatter> StartAsync(ChatTopology topology, int gateway)
    {
        var sender = await topology.RegisterAsync("ada");
        var peer = await topology.RegisterAsync("bob");
        var client = await ChatClient.ConnectAsync(topology.Urls[gateway], sender.AccessToken);
        (await client.SyncAsync()).Must();
        var thread = (await client.OpenThreadAsync(peer.Handle)).Must();
        return new Chatter(topology, sender, client, gateway, thread.ThreadId);
    }

    /// <summary>Sends one message until it is acknowledged.</summary>
    public async Task SendAsync()
    {
        using var timer = new CancellationTokenSource(Patience.Deadline);
        var number = Acknowledged + 1;
        AckShape? ack;
        while ((ack = await TrySendAsync(number)) is null)
        {
            if (timer.IsCancellationRequested)
            {
                throw new ExpectationException($"Message {number} of {ThreadId} was not acknowledged in time.");
            }

            await Task.Delay(Patience.Pause, CancellationToken.None);
        }

        lock (_acks)
        {
            _acks.Add(ack);
        }
    }

    /// <summary>Sends until <see cref="EndAsync"/>.</summary>
    public void Begin()
    {
        _stop = new CancellationTokenSource();
        _sending = SendAllAsync(_stop.Token);
    }

    public async Task EndAsync()
    {
        await _stop!.CancelAsync();
        await _sending;
        _stop.Dispose();
    }

    /// <summary>Waits until so many more messages are acknowledged.</summary>
    public async Task MoreAsync(int messages)
    {
        using var timer = new CancellationTokenSource(Patience.Deadline);
        for (var goal = Acknowledged + messages; Acknowledged < goal;)
        {
            if (_sending.IsFaulted)
            {
                await _sending;
            }

            await Task.Delay(Patience.Pause, timer.Token);
        }
    }

    /// <summary>The log holds the acknowledged messages in their order, each once, and at most the one that was under way.</summary>
    public async Task MustHoldAllAsync()
    {
        var stored = new List<MessageShape>();
        await using var reader = await ChatClient.ConnectAsync(_topology.Urls[_gateway], _sender.AccessToken);
        for (HistoryShape? page = null; page is null || page.HasBefore;)
        {
            page = (await reader.HistoryAsync(ThreadId, before: stored.Count > 0 ? stored[0].Seq : null, limit: 100)).Must();
            stored.InsertRange(0, page.Messages);
        }

        Assert.Equal(Enumerable.Range(1, stored.Count).Select(Id), stored.Select(message => message.ClientMessageId));
        Assert.Equal(_acks.Select(ack => ack.Seq), stored.Take(_acks.Count).Select(message => message.Seq));
        Assert.Equal(_acks.Count, stored.Count);
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static string Id(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task SendAllAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await SendAsync();
        }
    }

    private async Task<AckShape?> TrySendAsync(int number)
    {
        try
        {
            var answer = await _client.SendAsync(ThreadId, Id(number), $"message {number}");
            return answer.Ok ? answer.Value : answer.Error!.Code is "unavailable" or "overloaded" ? null : answer.Must();
        }
        catch (ConnectionLostException)
        {
            await ReconnectAsync();
            return null;
        }
    }

    // To whichever gateway takes it.
    private async Task ReconnectAsync()
    {
        Waits.AddRange(_client.Pushes.All<DrainingShape>("Draining").Select(draining => draining.ReconnectAfterMs));
        await _client.DisposeAsync();
        using var timer = new CancellationTokenSource(Patience.Deadline);
        while (true)
        {
            _gateway = (_gateway + 1) % _topology.Urls.Count;
            try
            {
                _client = await ChatClient.ConnectAsync(_topology.Urls[_gateway], _sender.AccessToken);
                return;
            }
            catch (Exception exception) when (exception is not ExpectationException && !timer.IsCancellationRequested)
            {
                await Task.Delay(Patience.Pause, CancellationToken.None);
            }
        }
    }
}
