using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

[Collection(HouseGroup.Name)]
public sealed class DeviceTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Two_devices_show_the_same_and_one_logs_the_other_out()
    {
        var (ada, bob) = await MeetAsync();
        var phone = await InviteAsync("Bob's phone");
        await phone.Page.SetViewportSizeAsync(Person.Phone.Width, Person.Phone.Height);
        await phone.LogInAsync(bob);
        await ada.Talk.SayAsync("To both of your devices");
        await phone.Talk.ExpectAsync("To both of your devices");
        await phone.Talk.SayAsync("From the phone");
        await bob.Talk.ExpectAsync("From the phone");
        await ada.Talk.ExpectAsync("From the phone");

        await bob.PressAsync("open-settings");
        await Assertions.Expect(bob.See("session")).ToHaveCountAsync(2);
        await bob.PressAsync("end-session");
        await Assertions.Expect(bob.See("session")).ToHaveCountAsync(1);
        await phone.ExpectAsync("log-in-form");
        await phone.ExpectAsync("signed-out-note");
        await bob.GoToAsync(ada);
        await bob.Talk.SayAsync("Still here");
        await ada.Talk.ExpectAsync("Still here");
    }

    [Fact]
    public async Task Two_tabs_share_one_session_and_what_waits()
    {
        var (ada, bob) = await MeetAsync();
        var first = await bob.OpenTabAsync();
        await Assertions.Expect(bob.See("conversation-title")).ToHaveTextAsync(ada.Name);
        await bob.Talk.SayAsync("From the second tab");
        await ada.Talk.ExpectAsync("From the second tab");
        var second = bob.Page;
        await bob.LookAtAsync(first);
        await bob.Talk.ExpectAsync("From the second tab");

        await bob.GoOfflineAsync();
        await bob.Talk.SayAsync("Waiting in the first tab");
        await bob.LookAtAsync(second);
        await bob.Talk.SayAsync("Waiting in the second tab");
        await bob.ComeBackAsync();
        await ada.Talk.ExpectAsync("Waiting in the first tab");
        await ada.Talk.ExpectAsync("Waiting in the second tab");
        await Assertions.Expect(ada.Talk.Messages).ToHaveCountAsync(3);

        await Task.WhenAll(first.ReloadAsync(), second.ReloadAsync());
        await bob.Talk.SayAsync("After both were reloaded");
        await bob.LookAtAsync(first);
        await bob.Talk.ExpectAsync("After both were reloaded");
        await Assertions.Expect(bob.Talk.Messages).ToHaveCountAsync(4);

        await bob.PressAsync("open-settings");
        await Assertions.Expect(bob.See("session")).ToHaveCountAsync(1);
        await bob.PressAsync("log-out");
        await bob.PressAsync("confirm-ok");
        await bob.ExpectAsync("log-in-form");
        await bob.LookAtAsync(second);
        await bob.ExpectAsync("log-in-form");
    }

    [Fact]
    public async Task Settings_hold_and_others_see_what_they_may()
    {
        var (ada, bob) = await MeetAsync();
        await Assertions.Expect(ada.See("peer-status")).ToHaveTextAsync("online");
        await bob.PressAsync("open-settings");
        await bob.See("share-presence").UncheckAsync();
        await Assertions.Expect(ada.See("peer-status")).Not.ToHaveTextAsync("online");

        await bob.See("theme-dark").CheckAsync(new() { Force = true });
        await Assertions.Expect(bob.Page.Locator("html")).ToHaveCSSAsync("color-scheme", "dark");
        await bob.Page.ReloadAsync();
        await Assertions.Expect(bob.See("share-presence")).Not.ToBeCheckedAsync();
        await Assertions.Expect(bob.Page.Locator("html")).ToHaveCSSAsync("color-scheme", "dark");

        await bob.See("field-currentPassword").FillAsync("not the password");
        await bob.See("field-newPassword").FillAsync("another horse battery staple");
        await bob.PressAsync("change-password");
        await bob.ExpectAsync("error-currentPassword");
        await bob.See("field-currentPassword").FillAsync(bob.Password);
        await bob.PressAsync("change-password");
        await bob.ExpectAsync("toast");
    }
}
