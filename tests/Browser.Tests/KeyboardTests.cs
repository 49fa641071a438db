using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

/// <summary>Nobody here touches anything but keys.</summary>
[Collection(NextDoorGroup.Name)]
public sealed class KeyboardTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task Somebody_registers_finds_a_person_and_talks_with_keys_alone()
    {
        var bob = await RegisterAsync("Bob Kahn");
        var ada = await InviteAsync("Ada Lovelace");
        var keys = ada.Page.Keyboard;
        await ada.ExpectAsync("log-in-form");
        await TabToAsync(ada, "go-register");
        await keys.PressAsync("Enter");
        await ada.ExpectAsync("register-form");
        await TabToAsync(ada, "field-handle");
        await keys.TypeAsync(ada.Handle);
        await TabToAsync(ada, "field-displayName");
        await keys.TypeAsync(ada.Name);
        await TabToAsync(ada, "field-password");
        await keys.TypeAsync(ada.Password);
        await keys.PressAsync("Enter");
        await ada.ExpectAsync("list-empty");

        await keys.PressAsync("Control+k");
        await Assertions.Expect(ada.See("search-input")).ToBeFocusedAsync();
        await keys.TypeAsync(bob.Handle);
        await ada.ExpectAsync("person");
        await keys.PressAsync("ArrowDown");
        await Assertions.Expect(ada.See("person")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await ada.ExpectAsync("conversation");

        await Assertions.Expect(ada.Talk.Input).ToBeFocusedAsync();
        await keys.TypeAsync("Hello from the keyboad");
        await keys.PressAsync("Enter");
        await bob.GoToAsync(ada);
        await bob.Talk.ExpectAsync("Hello from the keyboad");
        await ada.Talk.ExpectAllStoredAsync();
        await keys.PressAsync("ArrowUp");
        await ada.ExpectAsync("editing");
        await keys.PressAsync("Control+a");
        await keys.TypeAsync("Hello from the keyboard");
        await keys.PressAsync("Enter");
        await bob.Talk.ExpectAsync("Hello from the keyboard");

        await TabToAsync(ada, "thread-menu-open", backwards: true);
        await keys.PressAsync("Enter");
        await ada.ExpectAsync("thread-menu");
        await keys.PressAsync("End");
        await Assertions.Expect(ada.See("end-conversation")).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await ada.ExpectAsync("confirm-dialog");
        await TabToAsync(ada, "confirm-ok");
        await keys.PressAsync("Enter");
        await ada.ExpectAsync("closed-bar");
        await bob.ExpectAsync("closed-bar");
    }

    /// <summary>Presses Tab until it is there.</summary>
    private static async Task TabToAsync(Person person, string testId, bool backwards = false)
    {
        const int Round = 60;
        var wanted = person.See(testId);
        for (var step = 0; step < Round; step++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await person.Page.Keyboard.PressAsync(backwards ? "Shift+Tab" : "Tab");
        }

        Assert.Fail($"{Round} steps do not lead to {testId}.");
    }
}
