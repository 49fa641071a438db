using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ChatOrleans.TestKit;

namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>
/// A message all the way through the product in a process of its own: hub, grain, log, stream, pushes to both members. One
/// sender alone, each message when the last one is acknowledged, so that every batch holds one and the figure does not
/// depend on how fast the machine is. What the product allocates when nobody does anything is taken off.
/// </summary>
internal sealed partial class WholePathPiece : IPiece
{
    private const int Count = 10;
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http = new();
    private readonly List<ChatClient> _clients = [];
    private ChatServer? _server;
    private string _threadId = "";
    private double _idleBytesPerSecond;
    private long _sent;

    public string Name => "whole path";

    public int Messages => Count;

    public TimeSpan WarmUp => TimeSpan.FromSeconds(6);

    public TimeSpan Round => TimeSpan.FromSeconds(1.5);

    public async Task PrepareAsync()
    {
        _server = await ChatServer.StartAsync(new Dictionary<string, string>
        {
            ["Chat__Limits__ExemptNetworks__0"] = "127.0.0.0/8",
        });
        var (one, other) = (await _server.RegisterAsync(), await _server.RegisterAsync());
        foreach (var member in new[] { one, other })
        {
            var client = await _server.ConnectAsync(member);
            (await client.SyncAsync()).Must();
            _clients.Add(client);
        }

        _threadId = (await _clients[0].OpenThreadAsync(other.UserId)).Must().ThreadId;
        await RunAsync();
        var before = await ReadMetricAsync();
        await Task.Delay(IdleTime);
        _idleBytesPerSecond = (await ReadMetricAsync() - before) / IdleTime.TotalSeconds;
    }

    public async Task RunAsync()
    {
        for (var i = 0; i < Count; i++)
        {
            var command = SampleMessage.Command(++_sent);
            (await _clients[0].SendAsync(_threadId, command.ClientMessageId, command.Text)).Must();
        }
    }

    public async ValueTask<long> ReadAllocatedAsync()
    {
        var idle = _idleBytesPerSecond * Stopwatch.GetTimestamp() / Stopwatch.Frequency;
        return (long)(await ReadMetricAsync() - idle);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _http.Dispose();
    }

    private async Task<long> ReadMetricAsync()
    {
        var page = await _http.GetStringAsync(new Uri(_server!.Url, "/metrics"));
        return long.Parse(Allocated.Match(page).Groups["bytes"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^dotnet_gc_heap_total_allocated_bytes_total (?<bytes>\d+)", RegexOptions.Multiline)]
    private static partial Regex Allocated { get; }
}
