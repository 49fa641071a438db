using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace ChatOrleans.Client.Connecting;

/// <summary>Opens WebSockets for the SignalR client.</summary>
internal sealed class WebSocketConnectionFactory(string credential) : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var hub = ((UriEndPoint)endpoint).Uri;
        var socket = new ClientWebSocket();
        try
        {
            // A browser's sockets have no headers; a ticket may stand in a URL, since it works once.
            if (OperatingSystem.IsBrowser())
            {
                hub = new UriBuilder(hub) { Query = $"access_token={Uri.EscapeDataString(credential)}" }.Uri;
            }
            else
            {
                socket.Options.CollectHttpResponseDetails = true;
                socket.Options.SetRequestHeader("Authorization", $"Bearer {credential}");

                // SignalR pings by itself.
                socket.Options.KeepAliveInterval = TimeSpan.Zero;
            }

            await socket.ConnectAsync(hub, cancellationToken).ConfigureAwait(false);
            return new WebSocketConnection(socket);
        }
        catch (WebSocketException exception)
        {
            var refusal = RefusalOf(socket, exception);
            socket.Dispose();
            throw refusal;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static ChatException RefusalOf(ClientWebSocket socket, WebSocketException exception)
    {
        var status = OperatingSystem.IsBrowser() ? default : socket.HttpStatusCode;
        return status switch
        {
            HttpStatusCode.Unauthorized => new ChatException(ErrorCodes.Unauthenticated, "The credential was not taken.", exception)
            {
                Status = (int)status,
            },
            HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests =>
                new ChatException(ErrorCodes.Overloaded, "The server takes no connection now.", exception)
                {
                    Status = (int)status,
                    RetryAfter = RetryAfter(socket),
                },
            HttpStatusCode.Forbidden => new ChatException(ErrorCodes.OriginNotAllowed, "The server takes no connection from here.", exception)
            {
                Status = (int)status,
            },
            _ => ChatException.Network("The connection could not be opened.", exception),
        };
    }

    private static TimeSpan? RetryAfter(ClientWebSocket socket) =>
        socket.HttpResponseHeaders is { } headers && headers.TryGetValue("Retry-After", out var values) &&
        int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
