using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>One server, with limits that no test meets by accident, for all tests that leave it as they found it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private ChatServer? _server;

    public ChatServer Server => _server ?? throw new ExpectationException("The server is not started.");

    public async Task InitializeAsync() => _server = await ChatServer.StartAsync(ServerSettings.WideLimits);

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
