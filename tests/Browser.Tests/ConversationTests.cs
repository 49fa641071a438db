using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

[Collection(HouseGroup.Name)]
public sealed partial class ConversationTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Two_people_talk_and_see_how_far_their_words_have_come()
    {
        var (ada, bob) = await MeetAsync();
        await Assertions.Expect(ada.See("peer-status")).ToHaveTextAsync("online");
        await ada.Talk.SayAsync("Hello Bob");
        await bob.Talk.ExpectAsync("Hello Bob");
        await ada.Talk.ExpectReceiptAsync("Hello Bob", "read");
        await bob.Talk.SayAsync("Hello Ada <b>not bold</b> & \"so on\"");
        await ada.Talk.ExpectAsync("Hello Ada <b>not bold</b> & \"so on\"");

        await bob.Talk.Input.PressSequentiallyAsync("thinking");
        await ada.ExpectAsync("typing");
        await bob.Talk.SayAsync("I have thought");
        await ada.Talk.ExpectAsync("I have thought");
        await ada.ExpectNoneAsync("typing");
    }

    [Fact]
    public async Task What_comes_while_one_looks_elsewhere_is_counted_until_it_is_read()
    {
        var (ada, bob) = await MeetAsync();
        await bob.PressAsync("open-settings");
        await bob.ExpectAsync("settings");
        await ada.Talk.SayAsync("First");
        await ada.Talk.SayAsync("Second");
        await Assertions.Expect(bob.RowOf(ada).GetByTestId("row-unread").Locator("[aria-hidden]")).ToHaveTextAsync("2");
        await ada.Talk.ExpectReceiptAsync("Second", "delivered");

        await bob.GoToAsync(ada);
        await bob.ExpectAsync("unread-divider");
        await ada.Talk.ExpectReceiptAsync("Second", "read");
        await Assertions.Expect(bob.RowOf(ada).GetByTestId("row-unread")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Words_are_answered_changed_reacted_to_and_taken_back()
    {
        var (ada, bob) = await MeetAsync();
        await ada.Talk.SayAsync("Shall we meet at noon?");
        await bob.Talk.ExpectAsync("Shall we meet at noon?");

        await bob.Talk.ChooseAsync("Shall we meet at noon?", "reply");
        await bob.ExpectAsync("replying");
        await bob.Talk.SayAsync("Yes, at the bridge");
        await Assertions.Expect(ada.Talk.Message("Yes, at the bridge").GetByTestId("quote")).ToContainTextAsync("Shall we meet at noon?");

        await ada.Talk.ReactAsync("Yes, at the bridge", "🎉");
        await Assertions.Expect(bob.Talk.Message("Yes, at the bridge").GetByTestId("reaction")).ToHaveAttributeAsync("data-emoji", "🎉");
        await ada.Talk.Message("Yes, at the bridge").GetByTestId("reaction").ClickAsync();
        await Assertions.Expect(bob.Talk.Message("Yes, at the bridge").GetByTestId("reaction")).ToHaveCountAsync(0);

        await ada.Talk.ChooseAsync("Shall we meet at noon?", "edit");
        await Assertions.Expect(ada.Talk.Input).ToHaveValueAsync("Shall we meet at noon?");
        await ada.Talk.SayAsync("Shall we meet at one?");
        await bob.Talk.ExpectAsync("Shall we meet at one?");
        await Assertions.Expect(bob.Talk.Message("Shall we meet at one?").GetByTestId("edited")).ToBeVisibleAsync();

        await bob.Talk.ChooseAsync("Yes, at the bridge", "delete");
        await bob.PressAsync("confirm-ok");
        await Assertions.Expect(ada.Talk.Message("Yes, at the bridge")).ToHaveCountAsync(0);
        await ada.Talk.ExpectAsync("This message was deleted");
        await bob.Talk.ExpectAsync("You deleted this message");
    }

    [Fact]
    public async Task An_image_is_shown_before_it_is_sent_and_on_the_other_side()
    {
        var (ada, bob) = await MeetAsync();
        await ada.See("file-input").SetInputFilesAsync(new FilePayload
        {
            Name = "Bridge.png",
            MimeType = "image/png",
            Buffer = await Picture.DrawAsync(ada.Page),
        });
        await Assertions.Expect(ada.See("upload")).ToHaveAttributeAsync("data-step", "ready");
        await ada.Talk.SayAsync("The bridge");

        var image = bob.Talk.Message("The bridge").GetByTestId("image-attachment").Locator("img");
        await Assertions.Expect(image).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await image.EvaluateAsync<bool>("image => image.naturalWidth > 100"));
        await image.ClickAsync();
        await bob.ExpectAsync("viewer");
        await bob.Page.Keyboard.PressAsync("Escape");
        await bob.ExpectNoneAsync("viewer");
    }

    [Fact]
    public async Task A_conversation_that_is_ended_stays_readable_and_is_reopened()
    {
        var (ada, bob) = await MeetAsync();
        await ada.Talk.SayAsync("That is all");
        await bob.Talk.ExpectAsync("That is all");
        await ada.Talk.ChooseAsync("end-conversation");
        await ada.PressAsync("confirm-ok");
        await bob.ExpectAsync("closed-bar");
        await ada.ExpectAsync("closed-bar");
        await bob.Talk.ExpectAsync("That is all");

        await bob.PressAsync("reopen");
        await ada.ExpectAsync("composer");
        await bob.Talk.SayAsync("One more thing");
        await ada.Talk.ExpectAsync("One more thing");
    }

    [Fact]
    public async Task Nobody_loses_words_over_an_address()
    {
        var (ada, bob) = await MeetAsync();
        await ada.Talk.SayAsync("Look at https://example.org/a?b=c, please");
        var link = bob.Talk.Messages.GetByRole(AriaRole.Link);
        await Assertions.Expect(link).ToHaveAttributeAsync("href", "https://example.org/a?b=c");
        await Assertions.Expect(link).ToHaveAttributeAsync("rel", NoOpener);
    }

    [GeneratedRegex("noopener")]
    private static partial Regex NoOpener { get; }
}
