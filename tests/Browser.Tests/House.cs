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
    private static Premises? _shared;

    private Premises? _premises;

    /// <summary>The server.</summary>
    public ChatServer Server => Entered.Server;

    internal IBrowser Browser => Entered.Browser;

    private Premises Entered => _premises ?? throw new ExpectationException("Server and browser are not started.");

    public async Task InitializeAsync()
    {
        await Door.WaitAsync();
        try
        {
            _premises = _shared ??= await OpenAsync();
            _groups++;
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
            if (_premises is not null && --_groups == 0)
            {
                _shared = null;
                await _premises.CloseAsync();
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

    private static async Task<Premises> OpenAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Person.Patience.TotalMilliseconds);
        var server = await StartServerAsync();
        IPlaywright? playwright = null;
        try
        {
            playwright = await Microsoft.Playwright.Playwright.CreateAsync();
            var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Program(), Args = Chromium.Arguments });
            return new Premises(server, playwright, browser);
        }
        catch
        {
            playwright?.Dispose();
            await server.DisposeAsync();
            throw;
        }
    }

    private sealed record Premises(ChatServer Server, IPlaywright Playwright, IBrowser Browser)
    {
        public async Task CloseAsync()
        {
            await Browser.DisposeAsync();
            Playwright.Dispose();
            await Server.DisposeAsync();
        }
    }
}
