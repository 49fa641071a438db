using System.Collections.Immutable;
using ChatOrleans.Gateway;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Hubs;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>
/// The product's gateway with its own services, not started: its hub on connections without sockets, and grains that
/// answer at once.
/// </summary>
internal sealed class HostedHub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<PipedClient> _clients = [];

    public HostedHub()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{LimitOptions.Section}:Sends:PerSecond"] = "1000000",
            [$"{LimitOptions.Section}:Sends:Burst"] = "1000000",
        });
        builder.AddChatGateway();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(AnsweringGrains.CreateFactory());
        builder.Services.AddSingleton<IRevokedSessions, NobodyRevoked>();
        _app = builder.Build();
    }

    public PushDispatcher Dispatcher => _app.Services.GetRequiredService<PushDispatcher>();

    /// <summary>Connects a client; done when the server has answered the handshake.</summary>
    public async Task<PipedClient> ConnectAsync(UserId userId)
    {
        var client = new PipedClient(ChatClaims.Principal(userId, Guid.NewGuid()));
        _clients.Add(client);
        await client.StartAsync(_app.Services.GetRequiredService<HubConnectionHandler<ChatHub>>());
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await _app.DisposeAsync();
    }

    private sealed class NobodyRevoked : IRevokedSessions
    {
        public event Action<ImmutableArray<Guid>>? Revoked
        {
            add { }
            remove { }
        }

        public bool Contains(Guid sessionId) => false;
    }
}
