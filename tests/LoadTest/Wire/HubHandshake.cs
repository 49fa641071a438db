using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace ChatOrleans.LoadTest.Wire;

/// <summary>Opens the WebSocket, without negotiation, and shakes hands.</summary>
internal static class HubHandshake
{
    // One for all connections: a handler of its own would cost each of them more than its socket.
    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
    });

    /// <summary>An open WebSocket with everything sent that the server waits for.</summary>
    public static async Task<WebSocket> OpenAsync(Uri server, string bearer, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {bearer}");
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
            var address = new UriBuilder(new Uri(server, "/hubs/chat")) { Scheme = server.Scheme == "https" ? "wss" : "ws" };
            await socket.ConnectAsync(address.Uri, Http, cancellationToken);
            await socket.SendAsync(CallFrame.Handshake.ToArray(), WebSocketMessageType.Text, true, cancellationToken);
            return socket;
        }
        catch (WebSocketException exception) when (socket.HttpStatusCode == HttpStatusCode.Unauthorized)
        {
            socket.Dispose();
            throw new HttpRequestException("The server refused the token.", exception, socket.HttpStatusCode);
        }
        catch (WebSocketException exception) when (socket.HttpStatusCode == HttpStatusCode.ServiceUnavailable)
        {
            var after = RetryAfter(socket.HttpResponseHeaders);
            socket.Dispose();
            throw new ComeAgainException("The server told to come again.", exception) { After = after };
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Throws when the server's first record is not its consent.</summary>
    public static void Check(ReadOnlySpan<byte> answer)
    {
        if (!answer.SequenceEqual("{}"u8))
        {
            throw new WebSocketException($"The server refused the handshake: {Encoding.UTF8.GetString(answer)}");
        }
    }

    private static TimeSpan RetryAfter(IReadOnlyDictionary<string, IEnumerable<string>>? headers) =>
        headers is not null && headers.TryGetValue("Retry-After", out var values)
            && int.TryParse(values.FirstOrDefault(), CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : TimeSpan.Zero;
}
