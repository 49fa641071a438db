using ChatOrleans.TestKit;
using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

/// <summary>
/// A server that serves the built web client, and one browser in which each person has a context of their own; one of each
/// for all tests that run at the time.
/// </summary>
public sealed class House : IAsyncLifetime
{
    private static readonly SemaphoreSlim Door = new(1);
    private static int _groups;
    private static ChatServer? _server;
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    /// <summary>The server.</summary>
    public ChatServer Server => _server ?? throw new ExpectationException("The server is not started.");

    internal IBrowser Browser => _browser ?? throw new ExpectationException("The browser is not started.");

    public async Task InitializeAsync()
    {
        await Door.WaitAsync();
        try
        {
            if (_groups++ == 0)
            {
                Assertions.SetDefaultExpectTimeout((float)Person.Patience.TotalMilliseconds);
                _playwright = await Playwright.CreateAsync();
                _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Program(), Args = Chromium.Arguments });
                _server = await StartServerAsync();
            }
        }
        finally
        {
            Door.Release();
        }
    }

    public async Task DisposeAsync()
    {
        await Door.WaitAsync();
        try
        {
            if (--_groups == 0)
            {
                await CloseAsync();
            }
        }
        finally
        {
            Door.Release();
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

    private static async Task CloseAsync()
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

        (_browser, _playwright, _server) = (null, null, null);
    }
}
