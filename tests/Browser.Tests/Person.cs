using ChatOrleans.TestKit;
using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

/// <summary>Somebody in front of a browser: what they see, and what they do with hand and eye.</summary>
internal sealed class Person : IAsyncDisposable
{
    /// <summary>How long what has to come may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>A desk's screen, and a hand's.</summary>
    public static readonly ViewportSize Desktop = new() { Width = 1280, Height = 800 };

    public static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    private Person(IBrowserContext context, IPage page, NetworkLine line, Faults faults, string name)
    {
        (Context, Page, Line, Faults, Name) = (context, page, line, faults, name);
        Talk = new Talk(this);
        Handle = $"{name.Replace(' ', '.')}.{Guid.NewGuid().ToString("N")[..8]}".ToLowerInvariant();
    }

    /// <summary>The name that others see.</summary>
    public string Name { get; }

    public string Handle { get; }

    public string Password { get; } = ChatApi.Password;

    /// <summary>The way to the server.</summary>
    public NetworkLine Line { get; }

    public IBrowserContext Context { get; }

    /// <summary>The tab in front.</summary>
    public IPage Page { get; private set; }

    /// <summary>The conversation on the screen.</summary>
    public Talk Talk { get; }

    /// <summary>What pages did wrong.</summary>
    public Faults Faults { get; }

    /// <summary>Opens an empty browser on the page where one begins.</summary>
    public static async Task<Person> ArriveAsync(IBrowser browser, ChatServer server, string name)
    {
        var line = new NetworkLine(() => server.Url);
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = line.Url.ToString(),
            ViewportSize = Desktop,
            Locale = "en-GB",
            TimezoneId = "UTC",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var faults = await Faults.WatchAsync(context, name, line.Url);
        var page = await context.NewPageAsync();
        var person = new Person(context, page, line, faults, name);
        await page.GotoAsync("/");
        return person;
    }

    /// <summary>Whatever is on the screen and has this name for tests.</summary>
    public ILocator See(string testId) => Page.GetByTestId(testId);

    /// <summary>Presses what has this name for tests.</summary>
    public Task PressAsync(string testId) => See(testId).ClickAsync();

    /// <summary>Waits until it is on the screen.</summary>
    public Task ExpectAsync(string testId) => Assertions.Expect(See(testId)).ToBeVisibleAsync();

    /// <summary>Waits until it is on the screen no more.</summary>
    public Task ExpectNoneAsync(string testId) => Assertions.Expect(See(testId)).ToHaveCountAsync(0);

    /// <summary>The row of the conversation with somebody.</summary>
    public ILocator RowOf(Person other) => Page.Locator($"[data-testid=conversation-row][data-handle='{other.Handle}']");

    /// <summary>Creates an account, and is in front of the conversations.</summary>
    public async Task RegisterAsync()
    {
        await PressAsync("go-register");
        await See("field-handle").FillAsync(Handle);
        await See("field-displayName").FillAsync(Name);
        await See("field-password").FillAsync(Password);
        await PressAsync("register");
        await ExpectAsync("list-empty");
    }

    /// <summary>Logs in with one's own account, or with that of a person whose other device this is.</summary>
    public async Task LogInAsync(Person? owner = null)
    {
        await See("field-handle").FillAsync((owner ?? this).Handle);
        await See("field-password").FillAsync((owner ?? this).Password);
        await PressAsync("log-in");
        await Assertions.Expect(See("side")).ToBeAttachedAsync();
    }

    /// <summary>Looks for somebody by the whole handle, and presses the name.</summary>
    public async Task AskForAsync(Person other)
    {
        await PressAsync("new-conversation");
        await See("search-input").FillAsync(other.Handle);
        await Page.Locator($"[data-testid=person][data-handle='{other.Handle}']").ClickAsync();
    }

    /// <summary>Opens the conversation with somebody, and has it on the screen.</summary>
    public async Task OpenWithAsync(Person other)
    {
        await AskForAsync(other);
        await Assertions.Expect(See("conversation-title")).ToHaveTextAsync(other.Name);
        await PressAsync("search-close");
    }

    /// <summary>Goes to the conversation with somebody, which the list shows.</summary>
    public async Task GoToAsync(Person other)
    {
        await RowOf(other).ClickAsync();
        await Assertions.Expect(See("conversation-title")).ToHaveTextAsync(other.Name);
    }

    /// <summary>The network is gone, and the browser knows it.</summary>
    public async Task GoOfflineAsync()
    {
        Line.Cut();
        await Context.SetOfflineAsync(true);
    }

    /// <summary>The network is there again.</summary>
    public async Task ComeBackAsync()
    {
        Line.Mend();
        await Context.SetOfflineAsync(false);
    }

    /// <summary>Opens another tab on the same browser, and goes on there.</summary>
    public async Task<IPage> OpenTabAsync()
    {
        var before = Page;
        Page = await Context.NewPageAsync();
        await Page.GotoAsync("/");
        return before;
    }

    /// <summary>Goes to a tab.</summary>
    public Task LookAtAsync(IPage tab)
    {
        Page = tab;
        return tab.BringToFrontAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await Line.DisposeAsync();
    }
}
