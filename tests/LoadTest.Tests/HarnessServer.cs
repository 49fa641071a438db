using ChatOrleans.TestKit;

namespace ChatOrleans.LoadTest.Tests;

/// <summary>One real server, with limits that no run meets, for all tests that load one.</summary>
public sealed class HarnessServer : IAsyncLifetime
{
    private static readonly string[] Limits = ["Registration", "Login", "Opening", "OpeningPair", "Uploads", "Sends", "SendLookups"];

    private ChatServer? _server;

    public ChatServer Server => _server ?? throw new ExpectationException("The server is not started.");

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string> { ["Chat__Passwords__Threads"] = "2" };
        foreach (var limit in Limits)
        {
            settings[$"Chat__Limits__{limit}__PerSecond"] = "100000";
            settings[$"Chat__Limits__{limit}__Burst"] = "1000000";
        }

        _server = await ChatServer.StartAsync(settings);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
