using System.Net;
using ChatOrleans.Client.Contract;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOrleans.Client.Connecting;

/// <summary>The way to the hub by SignalR over WebSockets, without negotiation.</summary>
internal sealed class SignalRTransport(Uri server, TimeSpan serverTimeout, TimeProvider time, TimeSpan connectTime) : IHubTransport
{
    private static readonly TimeSpan PingPeriod = TimeSpan.FromSeconds(10);

    private readonly Uri _hub = new UriBuilder(new Uri(server, "hubs/chat"))
    {
        Scheme = server.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs,
    }.Uri;

    public async Task<IHubLink> ConnectAsync(
        string credential, IHubReceiver receiver, CancellationToken cancellationToken)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnectionFactory(credential));
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(_hub));
        builder.AddJsonProtocol(options => options.PayloadSerializerOptions = WireJson.Options);
        builder.WithServerTimeout(serverTimeout).WithKeepAliveInterval(PingPeriod);
        var connection = builder.Build();
        Listen(connection, receiver);
        var link = new SignalRLink(connection);
        try
        {
            await StartAsync(connection, cancellationToken).ConfigureAwait(false);
            return link;
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (exception is ChatException || cancellationToken.IsCancellationRequested)
            {
                throw;
            }

            throw ChatException.Network("The connection could not be opened.", exception);
        }
    }

    private async Task StartAsync(HubConnection connection, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(connectTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        await connection.StartAsync(either.Token).ConfigureAwait(false);
    }

    private static void Listen(HubConnection connection, IHubReceiver receiver)
    {
        connection.On<ThreadEvent>("Event", receiver.OnEvent);
        connection.On<ThreadView>("ThreadChanged", receiver.OnThreadChanged);
        connection.On<ReceiptPush>("Receipt", receiver.OnReceipt);
        connection.On<TypingPush>("Typing", receiver.OnTyping);
        connection.On<PresenceView>("Presence", receiver.OnPresence);
        connection.On<ResyncPush>("ResyncRequired", receiver.OnResyncRequired);
        connection.On<DrainingPush>("Draining", receiver.OnDraining);
    }
}
