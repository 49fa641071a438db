using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A server with the limits it ships with.</summary>
public sealed class DefaultServer : IAsyncLifetime
{
    private ChatServer? _server;

    public ChatServer Server => _server ?? throw new ExpectationException("The server is not started.");

    public async Task InitializeAsync() => _server = await ChatServer.StartAsync();

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
