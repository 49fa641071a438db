using System.Globalization;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A server that sends mail, and the relay that takes it.</summary>
public sealed class MailedServer : IAsyncLifetime
{
    private ChatServer? _server;

    public ChatServer Server => _server ?? throw new ExpectationException("The server is not started.");

    public SmtpRelay Relay { get; } = new();

    public async Task InitializeAsync() => _server = await ChatServer.StartAsync(new Dictionary<string, string>(ServerSettings.WideLimits)
    {
        ["Chat__Mail__Carrier"] = "smtp",
        ["Chat__Mail__Timeout"] = "00:00:10",
        ["Chat__Mail__From"] = "chat@example.org",
        ["Chat__Mail__ResetUrl"] = "https://chat.example/reset#token={token}",
        ["Chat__Mail__Smtp__Host"] = "127.0.0.1",
        ["Chat__Mail__Smtp__Port"] = Relay.Port.ToString(CultureInfo.InvariantCulture),
        ["Chat__Mail__Smtp__Security"] = "none",
    });

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await Relay.DisposeAsync();
    }
}
