using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A server that lets everybody do everything once, and leaves this machine's calls alone. Its metrics are for others.</summary>
public sealed class ExemptServer : IAsyncLifetime
{
    private static readonly string[] Limits =
    [
        "Registration", "RegistrationHandle", "Login", "LoginPair", "LoginHandle", "PasswordReset", "PasswordResetName",
        "PasswordCheck", "Sessions", "Opening", "OpeningPair", "Search", "MessageSearch", "Sends", "SendLookups",
    ];

    private ChatServer? _server;

    public ChatServer Server => _server ?? throw new ExpectationException("The server is not started.");

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string>
        {
            ["Chat__Limits__ExemptNetworks__0"] = "127.0.0.0/8",
            ["Chat__Metrics__Networks__0"] = "192.0.2.0/24",
        };
        foreach (var limit in Limits)
        {
            settings[$"Chat__Limits__{limit}__PerSecond"] = "0.0001";
            settings[$"Chat__Limits__{limit}__Burst"] = "1";
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
