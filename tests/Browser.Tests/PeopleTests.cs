using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

[Collection(HouseGroup.Name)]
public sealed class PeopleTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Who_is_blocked_can_write_no_more_until_that_is_taken_back()
    {
        var (ada, bob) = await MeetAsync();
        await ada.Talk.ChooseAsync("block");
        await ada.PressAsync("confirm-ok");
        await ada.ExpectAsync("blocked-bar");
        await bob.ExpectAsync("closed-bar");
        await bob.PressAsync("reopen");
        await bob.ExpectAsync("toast");

        await ada.PressAsync("open-settings");
        await Assertions.Expect(ada.See("blocked-user")).ToHaveAttributeAsync("data-handle", bob.Handle);
        await ada.GoToAsync(bob);
        await ada.PressAsync("bar-unblock");
        await ada.PressAsync("reopen");
        await ada.Talk.SayAsync("Peace");
        await bob.Talk.ExpectAsync("Peace");
    }

    [Fact]
    public async Task A_message_is_reported()
    {
        var (ada, bob) = await MeetAsync();
        await bob.Talk.SayAsync("Buy my coins");
        await ada.Talk.ExpectAsync("Buy my coins");
        await ada.Talk.ChooseAsync("Buy my coins", "report-message");
        await Assertions.Expect(ada.See("report-dialog")).ToContainTextAsync("Buy my coins");
        await ada.PressAsync("reason-spam");
        await ada.See("report-text").FillAsync("Again and again.");
        await ada.PressAsync("report-send");
        await ada.ExpectNoneAsync("report-dialog");
        await ada.ExpectAsync("toast");
    }

    [Fact]
    public async Task A_conversation_is_muted_and_put_away_until_its_next_message()
    {
        var (ada, bob) = await MeetAsync();
        await ada.Talk.SayAsync("Something to put away");
        await bob.Talk.ExpectAsync("Something to put away");
        await bob.Talk.ChooseAsync("mute");
        await bob.PressAsync("mute-always");
        await bob.PressAsync("mute-ok");
        await Assertions.Expect(bob.RowOf(ada).GetByTitle("Muted")).ToBeVisibleAsync();

        await bob.Talk.ChooseAsync("archive");
        await Assertions.Expect(bob.RowOf(ada)).ToHaveCountAsync(0);
        await bob.PressAsync("show-archived");
        await Assertions.Expect(bob.RowOf(ada)).ToBeVisibleAsync();
        await bob.PressAsync("side-back");
        await ada.Talk.SayAsync("And back again");
        await Assertions.Expect(bob.RowOf(ada)).ToBeVisibleAsync();
    }
}
