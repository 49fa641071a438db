using ChatOrleans.TestKit;
using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

/// <summary>A server that serves the built web client, and one browser; each person has a context of their own in it.</summary>
public sealed class House : IAsyncLifetime
{
    private ChatServer? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The server.</summary>
    public ChatServer Server => _server ?? throw new ExpectationException("The server is not started.");

    internal IBrowser Browser => _browser ?? throw new ExpectationException("The browser is not started.");

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Person.Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Program(), Args = Chromium.Arguments });
        _server = await StartServerAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>A server of a test's own, which it may kill.</summary>
    internal static Task<ChatServer> StartServerAsync()
    {
        var site = Path.Combine(Repository.Root, "clients", "web", "dist");
        return File.Exists(Path.Combine(site, "index.html"))
            ? ChatServer.StartAsync(ServerSettings.For(site))
            : throw new ExpectationException($"The web client is not built ({site}); ./test builds it.");
    }
}
