using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

[Collection(HouseGroup.Name)]
public sealed class HistoryTests(House house) : BrowserTest(house)
{
    private const int Lines = 130;
    private const double Slack = 2;

    // What is at the top of the screen, once nothing moves any more.
    private const string ReadTop =
        """
        async (view) => {
          const frame = () => new Promise(requestAnimationFrame);
          for (let still = 0, before = -1; still < 5; await frame()) {
            still = view.scrollTop === before ? still + 1 : 0;
            before = view.scrollTop;
          }
          const edge = view.getBoundingClientRect().top;
          const rows = [...view.querySelectorAll("[data-row]")];
          const index = rows.findIndex((row) => row.getBoundingClientRect().bottom > edge);
          return { row: rows[index].dataset.row, index, y: rows[index].getBoundingClientRect().top, scrolled: view.scrollTop };
        }
        """;

    private const string ReadPlace = "row => document.querySelector(`[data-row=\"${CSS.escape(row)}\"]`).getBoundingClientRect().top";

    private const string HasMoreAbove =
        "({ row, index }) => [...document.querySelectorAll('[data-row]')].findIndex((one) => one.dataset.row === row) > index";

    [Fact]
    public async Task Older_messages_come_in_above_and_nothing_moves()
    {
        var bob = await OpenLongConversationAsync();
        var timeline = bob.See("timeline");
        for (var pages = 0; ; pages++)
        {
            // What is held is drawn, and what is not is still on its way.
            bob.Line.StandStill();
            Top before;
            do
            {
                await timeline.EvaluateAsync("view => { view.scrollTop = 0; }");
                before = await timeline.EvaluateAsync<Top>(ReadTop);
            }
            while (before.Scrolled > 0);

            var isAll = await bob.See("timeline-beginning").CountAsync() > 0;
            bob.Line.GoOn();
            if (isAll)
            {
                Assert.NotEqual(0, pages);
                break;
            }

            await bob.Page.WaitForFunctionAsync(HasMoreAbove, new { row = before.Row, index = before.Index });
            await timeline.EvaluateAsync<Top>(ReadTop);
            Assert.InRange(await bob.Page.EvaluateAsync<double>(ReadPlace, before.Row) - before.Y, -Slack, Slack);
        }

        await Assertions.Expect(bob.Talk.Message(Archive.Line(1))).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Words_are_found_and_shown_in_their_place_from_which_no_new_message_pulls_away()
    {
        var bob = await OpenLongConversationAsync();
        await Assertions.Expect(bob.Talk.Message(Archive.Line(Lines))).ToBeInViewportAsync();
        await bob.PressAsync("search-thread");
        await bob.See("search-input").FillAsync("zeppelin");
        var hit = bob.See("search-hit");
        await Assertions.Expect(hit).ToContainTextAsync("zeppelin");
        await hit.ClickAsync();
        await Assertions.Expect(bob.Talk.Message(Archive.Line(Archive.Marked))).ToBeInViewportAsync();

        var before = await bob.See("timeline").EvaluateAsync<Top>(ReadTop);
        await _ada!.Talk.SayAsync("Are you still reading?");
        await bob.ExpectAsync("unread-below");
        await bob.See("timeline").EvaluateAsync<Top>(ReadTop);
        Assert.InRange(await bob.Page.EvaluateAsync<double>(ReadPlace, before.Row) - before.Y, -Slack, Slack);
        await bob.PressAsync("jump-newest");
        await Assertions.Expect(bob.Talk.Message("Are you still reading?")).ToBeInViewportAsync();
    }

    private Person? _ada;

    private async Task<Person> OpenLongConversationAsync()
    {
        (_ada, var bob) = await MeetAsync();
        var threadId = await _ada.Talk.ThreadIdAsync();
        await bob.PressAsync("open-settings");
        await Archive.WriteAsync(Server, _ada, bob, threadId, Lines);
        await bob.Page.GotoAsync($"/t/{threadId}");
        await Assertions.Expect(bob.See("conversation-title")).ToHaveTextAsync(_ada.Name);
        await Assertions.Expect(bob.Talk.Messages.First).ToBeVisibleAsync();
        return bob;
    }

    /// <summary>The uppermost row on the screen.</summary>
    private sealed class Top
    {
        public string Row { get; set; } = "";

        public int Index { get; set; }

        public double Y { get; set; }

        public double Scrolled { get; set; }
    }
}
