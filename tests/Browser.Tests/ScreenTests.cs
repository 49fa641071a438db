using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

/// <summary>Each screen as people meet it, in both sizes and both themes.</summary>
[Collection(HouseGroup.Name)]
public sealed class ScreenTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Before_somebody_is_in()
    {
        var ada = await InviteAsync("Ada Lovelace");
        var gallery = new Gallery(ada);
        await ada.ExpectAsync("log-in-form");
        await gallery.ShowAsync("log-in");
        await ada.PressAsync("go-register");
        await ada.See("field-handle").FillAsync("ada_lovelace");
        await ada.See("field-displayName").FillAsync("Ada Lovelace");
        await ada.See("field-password").FillAsync("secret");
        await ada.PressAsync("register");
        await ada.ExpectAsync("error-password");
        await gallery.ShowAsync("register");
        await ada.Page.GotoAsync("/forgot");
        await ada.ExpectAsync("forgot-send");
        await gallery.ShowAsync("forgot");
        gallery.AssertSound();
    }

    [Fact]
    public async Task Around_a_conversation()
    {
        var ada = await RegisterAsync("Ada Lovelace");
        var gallery = new Gallery(ada);
        await gallery.ShowAsync("empty");
        foreach (var (name, words) in Acquaintances)
        {
            await TalkBrieflyAsync(ada, name, words);
        }

        var bob = await RegisterAsync("Bob Kahn");
        await bob.OpenWithAsync(ada);
        await ada.AskForAsync(await RegisterAsync("Eve Brown"));
        await ada.ExpectAsync("self-busy-dialog");
        await gallery.ShowAsync("busy");
        await ada.PressAsync("busy-cancel");
        await ada.See("search-input").FillAsync("Grace");
        await Assertions.Expect(ada.See("person")).ToContainTextAsync("Grace Hopper");
        await ada.ExpectAsync("search-none");
        await gallery.ShowAsync("find-a-person");
        await ada.PressAsync("search-close");

        await ada.GoToAsync(bob);
        await HoldConversationAsync(ada, bob);
        await ada.See("conversation-title").HoverAsync();
        await gallery.ShowAsync("conversation");
        await ada.Talk.Message(Proposal).HoverAsync();
        await ada.Talk.Message(Proposal).GetByTestId("message-actions").ClickAsync();
        await ada.ExpectAsync("message-menu");
        await gallery.ShowAsync("message-menu");
        await ada.Page.Keyboard.PressAsync("Escape");

        await ada.See("image-attachment").ClickAsync();
        await ada.ExpectAsync("viewer");
        await gallery.ShowAsync("viewer");
        await ada.Page.Keyboard.PressAsync("Escape");

        await ada.PressAsync("search-thread");
        await ada.See("search-input").FillAsync("bridge");
        await Assertions.Expect(ada.See("search-hit").First).ToBeVisibleAsync();
        await gallery.ShowAsync("search");
        await ada.PressAsync("search-close");

        await ada.Talk.ChooseAsync("report");
        await ada.ExpectAsync("report-dialog");
        await gallery.ShowAsync("report");
        await ada.Page.Keyboard.PressAsync("Escape");

        await ada.GoOfflineAsync();
        await ada.ExpectAsync("connection-banner");
        await ada.Talk.SayAsync("I am on the train, the tunnel begins here.");
        await ada.Talk.ExpectReceiptAsync("I am on the train, the tunnel begins here.", "unsent");
        await gallery.ShowAsync("offline");
        await ada.ComeBackAsync();
        await ada.ExpectNoneAsync("connection-banner");

        await ada.PressAsync("open-settings");
        await ada.ExpectAsync("session");
        await bob.Talk.SayAsync("Good. I bring the map.");
        await Assertions.Expect(ada.RowOf(bob).GetByTestId("row-unread")).ToBeVisibleAsync();
        await gallery.ShowAsync("settings");
        await ada.PressAsync("settings-close");
        await gallery.ShowAsync("conversations");

        await ada.GoToAsync(bob);
        await bob.Talk.ChooseAsync("end-conversation");
        await bob.PressAsync("confirm-ok");
        await ada.ExpectAsync("closed-bar");
        await gallery.ShowAsync("closed");
        gallery.AssertSound();
    }

    private const string Proposal = "Shall we meet at the bridge on Sunday?";

    private static readonly (string Name, string Words)[] Acquaintances =
    [
        ("Grace Hopper", "The moth is in the logbook now."),
        ("Alan Turing", "I would rather run than take the bus."),
        ("Katherine Johnson", "I have checked the numbers twice."),
    ];

    /// <summary>Somebody writes and ends the conversation, past every browser.</summary>
    private async Task TalkBrieflyAsync(Person ada, string name, string words)
    {
        var handle = $"{name.Replace(' ', '.')}.{Random.Shared.Next(1_000_000)}".ToLowerInvariant();
        await using var client = await Server.ConnectAsync(await Server.Api.RegisterAsync(handle, name));
        var thread = (await client.OpenThreadAsync(ada.Handle)).Must();
        (await client.SendAsync(thread.ThreadId, "words", words)).Must();
        (await client.CloseThreadAsync(thread.ThreadId)).Must();
    }

    private static async Task HoldConversationAsync(Person ada, Person bob)
    {
        await bob.Talk.SayAsync("Good morning, Ada!");
        await bob.Talk.SayAsync("Have you seen the light last evening?");
        await ada.See("file-input").SetInputFilesAsync(new FilePayload
        {
            Name = "Evening.png",
            MimeType = "image/png",
            Buffer = await Picture.DrawAsync(ada.Page),
        });
        await Assertions.Expect(ada.See("upload")).ToHaveAttributeAsync("data-step", "ready");
        await ada.Talk.SayAsync("I have. This is from my window.");
        await bob.Talk.ReactAsync("I have. This is from my window.", "❤️");
        await bob.Talk.SayAsync(Proposal);
        await ada.Talk.ExpectAsync(Proposal);
        await ada.Talk.ReactAsync(Proposal, "👍");
        await ada.Talk.ChooseAsync(Proposal, "reply");
        await ada.Talk.SayAsync("Gladly. At ten, before it gets hot. I bring tea, and the notes on the engine that I promised.");
        await bob.Talk.ExpectAsync("Gladly. At ten, before it gets hot. I bring tea, and the notes on the engine that I promised.");
        await Assertions.Expect(ada.See("image-attachment").Locator("img")).ToBeVisibleAsync();
    }
}
