using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

[Collection(NextDoorGroup.Name)]
public sealed class SignInTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Every_error_of_the_form_is_shown_at_once_and_goes_when_it_is_mended()
    {
        var ada = await InviteAsync("Ada Lovelace");
        await ada.PressAsync("go-register");
        await ada.See("field-handle").FillAsync("a_");
        await ada.See("field-password").FillAsync("short");
        await ada.See("field-email").FillAsync("nowhere");
        await ada.PressAsync("register");
        foreach (var field in new[] { "handle", "password", "email" })
        {
            await ada.ExpectAsync($"error-{field}");
            await Assertions.Expect(ada.See($"field-{field}")).ToHaveAttributeAsync("aria-invalid", "true");
        }

        await ada.See("field-handle").FillAsync(ada.Handle);
        await ada.See("field-password").FillAsync(ada.Password);
        await ada.See("field-email").FillAsync("ada@example.org");
        await ada.PressAsync("register");
        await ada.ExpectAsync("list-empty");
    }

    [Fact]
    public async Task A_handle_that_is_taken_is_said_beside_it()
    {
        var ada = await RegisterAsync("Ada Lovelace");
        var other = await InviteAsync("Other");
        await other.PressAsync("go-register");
        await other.See("field-handle").FillAsync(ada.Handle.ToUpperInvariant());
        await other.See("field-password").FillAsync(other.Password);
        await other.PressAsync("register");
        await other.ExpectAsync("error-handle");
    }

    [Fact]
    public async Task Who_logs_in_again_is_straight_back_in_the_running_conversation()
    {
        var (ada, bob) = await MeetAsync();
        await ada.Talk.SayAsync("See you in a moment");
        await bob.Talk.ExpectAsync("See you in a moment");

        await bob.PressAsync("open-settings");
        await bob.PressAsync("log-out");
        await bob.PressAsync("confirm-ok");
        await bob.ExpectAsync("log-in-form");
        await ada.Talk.SayAsync("While you are away");

        await bob.See("field-handle").FillAsync(bob.Handle);
        await bob.See("field-password").FillAsync("not the password");
        await bob.PressAsync("log-in");
        await bob.ExpectAsync("form-error");
        await bob.LogInAsync();
        await Assertions.Expect(bob.See("conversation-title")).ToHaveTextAsync(ada.Name);
        await bob.Talk.ExpectAsync("While you are away");
    }

    [Fact]
    public async Task A_reload_keeps_whoever_is_logged_in_and_the_place()
    {
        var (ada, bob) = await MeetAsync();
        await ada.Talk.SayAsync("Before the reload");
        await bob.Page.ReloadAsync();
        await Assertions.Expect(bob.See("conversation-title")).ToHaveTextAsync(ada.Name);
        await bob.Talk.ExpectAsync("Before the reload");
        await bob.Talk.SayAsync("After the reload");
        await ada.Talk.ExpectAsync("After the reload");
    }
}
