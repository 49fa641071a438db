using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

/// <summary>The conversation on somebody's screen.</summary>
internal sealed class Talk(Person person)
{
    /// <summary>The field where messages are written.</summary>
    public ILocator Input => person.See("composer-input");

    /// <summary>All messages that are drawn.</summary>
    public ILocator Messages => person.See("message");

    /// <summary>The conversation's id, by the page's address.</summary>
    public async Task<string> ThreadIdAsync() =>
        await person.See("conversation").GetAttributeAsync("data-thread") ?? throw new InvalidOperationException("No conversation is open.");

    /// <summary>The message with exactly this text.</summary>
    public ILocator Message(string text) =>
        Messages.Filter(new() { Has = person.Page.GetByTestId("message-text").GetByText(text, new() { Exact = true }) });

    /// <summary>Writes a message and sends it; it need not have arrived.</summary>
    public async Task SayAsync(string text)
    {
        await Input.FillAsync(text);
        await Input.PressAsync("Enter");
        await Assertions.Expect(Message(text)).ToBeVisibleAsync();
    }

    /// <summary>Sees a message.</summary>
    public Task ExpectAsync(string text) => Assertions.Expect(Message(text)).ToBeVisibleAsync();

    /// <summary>Sees how far a message of one's own has come: unsent, sent, delivered, read or failed.</summary>
    public Task ExpectReceiptAsync(string text, string receipt) =>
        Assertions.Expect(Message(text).GetByTestId("receipt")).ToHaveAttributeAsync("data-receipt", receipt);

    /// <summary>Sees that every message on the screen is stored.</summary>
    public Task ExpectAllStoredAsync() =>
        Assertions.Expect(person.Page.Locator("[data-testid=message]:not([data-state=sent])")).ToHaveCountAsync(0);

    /// <summary>Opens a message's menu and chooses from it.</summary>
    public async Task ChooseAsync(string text, string action)
    {
        var message = Message(text);
        await message.HoverAsync();
        await message.GetByTestId("message-actions").ClickAsync();
        await person.See("message-menu").GetByTestId(action).ClickAsync();
    }

    /// <summary>Reacts to a message, or withdraws that.</summary>
    public async Task ReactAsync(string text, string emoji)
    {
        var message = Message(text);
        await message.HoverAsync();
        await message.GetByTestId("message-actions").ClickAsync();
        await person.See("message-menu").Locator($"[data-emoji='{emoji}']").ClickAsync();
    }

    /// <summary>Chooses from the conversation's own menu.</summary>
    public async Task ChooseAsync(string action)
    {
        await person.PressAsync("thread-menu-open");
        await person.See("thread-menu").GetByTestId(action).ClickAsync();
    }

    /// <summary>The texts on the screen, in their order.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync() => await person.See("message-text").AllInnerTextsAsync();
}
