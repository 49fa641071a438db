using ChatOrleans.TestKit;
using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

[Collection(NextDoorGroup.Name)]
public sealed class OfflineTests(House house) : BrowserTest(house)
{
    // Whether the browser keeps a text where a reload does not take it away.
    private const string IsKept =
        """
        async (text) => {
          for (const { name } of await indexedDB.databases()) {
            const database = await new Promise((done, failed) => {
              const request = indexedDB.open(name);
              request.onsuccess = () => done(request.result);
              request.onerror = () => failed(request.error);
            });
            try {
              for (const store of database.objectStoreNames) {
                const all = await new Promise((done) => {
                  const request = database.transaction(store).objectStore(store).getAll();
                  request.onsuccess = () => done(request.result);
                });
                if (JSON.stringify(all).includes(text)) return true;
              }
            } finally {
              database.close();
            }
          }
          return false;
        }
        """;

    [Fact]
    public async Task What_is_written_without_a_network_is_marked_and_arrives_once_and_in_order()
    {
        var (ada, bob) = await MeetAsync();
        await bob.GoOfflineAsync();
        await bob.ExpectAsync("connection-banner");
        string[] waiting = ["Written in the tunnel", "And another", "And a third"];
        foreach (var text in waiting)
        {
            await bob.Talk.SayAsync(text);
            await bob.Talk.ExpectReceiptAsync(text, "unsent");
        }

        await ada.Talk.SayAsync("Where are you?");
        await ada.Talk.SayAsync("Hello?");

        await bob.ComeBackAsync();
        foreach (var text in waiting)
        {
            await ada.Talk.ExpectAsync(text);
        }

        await bob.Talk.ExpectAsync("Hello?");
        await bob.ExpectNoneAsync("connection-banner");
        await AssertAgreeAsync(Server, ada, bob, ["Where are you?", "Hello?", .. waiting]);
    }

    [Fact]
    public async Task What_was_given_up_while_it_waited_is_never_sent()
    {
        var (ada, bob) = await MeetAsync();
        await bob.GoOfflineAsync();
        await bob.ExpectAsync("connection-banner");
        await bob.Talk.SayAsync("Better not");
        await bob.Talk.Message("Better not").GetByTestId("discard").ClickAsync();
        await Assertions.Expect(bob.Talk.Message("Better not")).ToHaveCountAsync(0);
        await bob.Talk.SayAsync("Good morning");
        await bob.ComeBackAsync();
        await ada.Talk.ExpectAsync("Good morning");
        await AssertAgreeAsync(Server, ada, bob, ["Good morning"]);
    }

    [Fact]
    public async Task A_message_that_never_arrived_is_sent_after_the_reload()
    {
        var (ada, bob) = await MeetAsync();
        bob.Line.LoseWhatIsSaid();
        await bob.Talk.SayAsync("On its way");
        await bob.Page.WaitForFunctionAsync(IsKept, "On its way");
        await bob.Page.ReloadAsync();
        await ada.Talk.ExpectAsync("On its way");
        await AssertAgreeAsync(Server, ada, bob, ["On its way"]);
    }

    [Fact]
    public async Task A_message_whose_acknowledgement_was_lost_is_there_once_after_the_reload()
    {
        var (ada, bob) = await MeetAsync();
        bob.Line.LoseWhatIsAnswered();
        await bob.Talk.SayAsync("Said once");
        await ada.Talk.ExpectAsync("Said once");
        await bob.Page.ReloadAsync();
        await AssertAgreeAsync(Server, ada, bob, ["Said once"]);
    }

    [Fact]
    public async Task What_waits_outlives_its_tab()
    {
        var (ada, bob) = await MeetAsync();
        await bob.GoOfflineAsync();
        await bob.Talk.SayAsync("From a tab that was closed");
        await bob.Page.WaitForFunctionAsync(IsKept, "From a tab that was closed");
        await bob.Page.CloseAsync();
        await bob.ComeBackAsync();
        await bob.OpenTabAsync();
        await ada.Talk.ExpectAsync("From a tab that was closed");
        await AssertAgreeAsync(Server, ada, bob, ["From a tab that was closed"]);
    }

    [Fact]
    public async Task A_server_that_is_killed_and_one_that_stops_lose_and_double_nothing_that_two_people_write()
    {
        await using var server = await House.StartServerAsync();
        var (ada, bob) = await MeetAsync(server);
        string[] words = [.. Enumerable.Range(1, 8).Select(number => $"{number}")];
        for (var round = 0; round < 2; round++)
        {
            var stage = round;
            var adas = WriteAsync(ada, words.Select(word => $"Ada {stage}-{word}"));
            var bobs = WriteAsync(bob, words.Select(word => $"Bob {stage}-{word}"));
            await bob.Talk.ExpectAsync($"Ada {stage}-3");
            await (stage == 0 ? server.KillAsync() : server.StopAsync());
            await server.RestartAsync();
            await Task.WhenAll(adas, bobs);
        }

        await ada.Talk.ExpectAllStoredAsync();
        await bob.Talk.ExpectAllStoredAsync();
        await Assertions.Expect(ada.Talk.Messages).ToHaveCountAsync(4 * words.Length);
        await Assertions.Expect(bob.Talk.Messages).ToHaveCountAsync(4 * words.Length);
        var texts = await Truth.TextsAsync(server, ada, await ada.Talk.ThreadIdAsync());
        Assert.Equal(texts, await ada.Talk.TextsAsync());
        Assert.Equal(texts, await bob.Talk.TextsAsync());
        foreach (var (name, round) in new[] { ("Ada", 0), ("Ada", 1), ("Bob", 0), ("Bob", 1) })
        {
            Assert.Equal(
                words.Select(word => $"{name} {round}-{word}"),
                texts.Where(text => text.StartsWith($"{name} {round}-", StringComparison.Ordinal)));
        }
    }

    private static async Task WriteAsync(Person person, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            await person.Talk.Input.PressSequentiallyAsync(text);
            await person.Talk.Input.PressAsync("Enter");
            await person.Talk.ExpectAsync(text);
        }
    }

    /// <summary>Both screens show what the server has, and nothing waits.</summary>
    private static async Task AssertAgreeAsync(ChatServer server, Person ada, Person bob, string[] expected)
    {
        await ada.Talk.ExpectAllStoredAsync();
        await bob.Talk.ExpectAllStoredAsync();
        foreach (var person in new[] { ada, bob })
        {
            await Assertions.Expect(person.See("message-text")).ToHaveTextAsync(expected);
        }

        Assert.Equal(expected, await Truth.TextsAsync(server, ada, await ada.Talk.ThreadIdAsync()));
    }
}
