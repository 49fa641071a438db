using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

[Collection(NextDoorGroup.Name)]
public sealed class BusyTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A_third_person_is_told_kindly_that_somebody_is_busy_and_gets_through_when_they_are_free()
    {
        var (ada, bob) = await MeetAsync();
        var eve = await RegisterAsync("Eve Brown");
        await eve.AskForAsync(bob);
        await eve.ExpectAsync("peer-busy-dialog");
        await Assertions.Expect(eve.See("peer-busy-dialog")).ToContainTextAsync(bob.Name);
        await Assertions.Expect(eve.See("peer-busy-dialog")).Not.ToContainTextAsync(ada.Name);
        await eve.PressAsync("busy-ok");
        await eve.ExpectNoneAsync("peer-busy-dialog");
        await Assertions.Expect(bob.RowOf(eve)).ToHaveCountAsync(0);

        await ada.Talk.ChooseAsync("end-conversation");
        await ada.PressAsync("confirm-ok");
        await ada.ExpectAsync("closed-bar");
        await eve.PressAsync("search-close");
        await eve.OpenWithAsync(bob);
        await eve.Talk.SayAsync("At last");
        await bob.GoToAsync(eve);
        await bob.Talk.ExpectAsync("At last");
    }

    [Fact]
    public async Task Who_is_busy_may_go_back_or_close_the_one_and_open_the_other()
    {
        var (ada, bob) = await MeetAsync();
        var eve = await RegisterAsync("Eve Brown");
        await ada.AskForAsync(eve);
        await ada.ExpectAsync("self-busy-dialog");
        await ada.PressAsync("busy-go-to-current");
        await Assertions.Expect(ada.See("conversation-title")).ToHaveTextAsync(bob.Name);

        await ada.PressAsync("search-close");
        await ada.AskForAsync(eve);
        await ada.PressAsync("busy-close-and-open");
        await Assertions.Expect(ada.See("conversation-title")).ToHaveTextAsync(eve.Name);
        await bob.ExpectAsync("closed-bar");
        await ada.Talk.SayAsync("Hello Eve");
        await eve.GoToAsync(ada);
        await eve.Talk.ExpectAsync("Hello Eve");
    }
}
