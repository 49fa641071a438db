using System.IO.Pipelines;
using System.Security.Claims;
using ChatOrleans.Gateway.Hubs;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>The client's end of a hub connection that is two pipes. It counts records and allocates next to nothing.</summary>
internal sealed class PipedClient : IAsyncDisposable
{
    private const byte Separator = 0x1e;

    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();
    private readonly DefaultConnectionContext _server;
    private Task _serving = Task.CompletedTask;

    public PipedClient(ClaimsPrincipal user) =>
        _server = new DefaultConnectionContext(
            Guid.NewGuid().ToString("N"),
            new Duplex(_toServer.Reader, _toClient.Writer),
            new Duplex(_toClient.Reader, _toServer.Writer))
        {
            User = user,
        };

    public async Task StartAsync(HubConnectionHandler<ChatHub> hub)
    {
        _serving = hub.OnConnectedAsync(_server);
        await SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray());
        await ReceiveAsync(records: 1);
    }

    public ValueTask<FlushResult> SendAsync(ReadOnlyMemory<byte> frame) => _toServer.Writer.WriteAsync(frame);

    /// <summary>Reads until so many records have come; pings count too, but none is due in so short a time.</summary>
    public async ValueTask ReceiveAsync(int records)
    {
        while (records > 0)
        {
            var read = await _toClient.Reader.ReadAsync();
            foreach (var segment in read.Buffer)
            {
                records -= segment.Span.Count(Separator);
            }

            _toClient.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted && records > 0)
            {
                throw new InvalidOperationException("The hub closed the connection.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _toServer.Writer.CompleteAsync();
        await _serving;
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
