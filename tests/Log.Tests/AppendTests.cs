using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.MessageLog;

namespace ChatOrleans.Log.Tests;

[Collection(LogGroup.Name)]
public class AppendTests(LogFixture fixture)
{
    [Fact]
    public async Task Append_ManyRunsAtOnce_AllStoredInOrder()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();
        var lane = new AppendLane();

        var outcomes = await Task.WhenAll(
            Enumerable.Range(1, 1_200).Select(seq => log.AppendAsync(lane, [thread.Message(seq, $"id{seq}")], null)));

        Assert.All(outcomes, outcome => Assert.Equal(AppendOutcome.Stored, outcome));
        Assert.Equal(Enumerable.Range(1, 1_200).Select(seq => (long)seq), (await fixture.ReadAsync(thread.Id)).Select(e => e.Seq));
    }

    [Fact]
    public async Task Append_WithoutPredecessor_RefusedAlone()
    {
        var log = await fixture.StartLogAsync();
        var (gap, good) = (await fixture.NewThreadAsync(), await fixture.NewThreadAsync());

        var refused = log.AppendAsync(new AppendLane(), [gap.Message(2, "a"), gap.Message(3, "b")], null);
        var stored = log.AppendAsync(new AppendLane(), [good.Message(1, "a")], null);

        Assert.Equal(AppendOutcome.Refused, await refused);
        Assert.Equal(AppendOutcome.Stored, await stored);
        Assert.Empty(await fixture.ReadAsync(gap.Id));
        Assert.Single(await fixture.ReadAsync(good.Id));
    }

    [Fact]
    public async Task Append_RunWithOneStoredId_RefusedWhole()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();
        await log.AppendAsync(new AppendLane(), [thread.Message(1, "same")], null);

        var outcome = await log.AppendAsync(new AppendLane(), [thread.Message(2, "new"), thread.Message(3, "same")], null);

        Assert.Equal(AppendOutcome.Refused, outcome);
        Assert.Single(await fixture.ReadAsync(thread.Id));
    }

    [Fact]
    public async Task Append_BehindAFailedRun_RefusedThoughItsPlaceIsFree()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();
        var lane = new AppendLane();
        var first = log.AppendAsync(lane, [thread.Message(7, "gap")], null);
        var behind = log.AppendAsync(lane, [thread.Message(1, "free")], null);

        Assert.Equal([AppendOutcome.Refused, AppendOutcome.Refused], await Task.WhenAll(first, behind));
        Assert.True(lane.Failed);
        await lane.Settled;
        Assert.Equal(AppendOutcome.Refused, await log.AppendAsync(lane, [thread.Message(1, "later")], null));
        Assert.Empty(await fixture.ReadAsync(thread.Id));
    }

    [Fact]
    public async Task Append_TwoWritersAtOnePlace_OneWins()
    {
        var (one, other) = (await fixture.StartLogAsync(), await fixture.StartLogAsync());
        var thread = await fixture.NewThreadAsync();
        for (var seq = 1; seq <= 200; seq++)
        {
            var outcomes = await Task.WhenAll(
                one.AppendAsync(new AppendLane(), [thread.Message(seq, $"one{seq}")], null),
                other.AppendAsync(new AppendLane(), [thread.Message(seq, $"other{seq}")], null));

            Assert.Equal([AppendOutcome.Stored, AppendOutcome.Refused], outcomes.Order());
        }

        Assert.Equal(200, (await fixture.ReadAsync(thread.Id)).Count);
    }

    [Fact]
    public async Task Append_BehindAnothersClose_Refused()
    {
        var (stale, other) = (await fixture.StartLogAsync(), await fixture.StartLogAsync());
        var thread = await fixture.NewThreadAsync();
        var lane = new AppendLane();
        await stale.AppendAsync(lane, [thread.Turn(1, EventType.Opened)], Guid.NewGuid());
        await other.AppendAsync(new AppendLane(), [thread.Turn(2, EventType.Closed)], null);

        Assert.Equal(AppendOutcome.Refused, await stale.AppendAsync(lane, [thread.Message(2, "late")], null));
        Assert.Equal([EventType.Opened, EventType.Closed], (await fixture.ReadAsync(thread.Id)).Select(e => e.Type));
    }

    [Fact]
    public async Task Append_OpenedAndClosedInOneBatch_PhaseIsTheLastOnes()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync(active: false);
        var lane = new AppendLane();
        var phase = Guid.NewGuid();
        await Task.WhenAll(
            log.AppendAsync(lane, [thread.Turn(1, EventType.Opened)], Guid.NewGuid()),
            log.AppendAsync(lane, [thread.Turn(2, EventType.Closed)], null),
            log.AppendAsync(lane, [thread.Turn(3, EventType.Opened)], phase));

        Assert.Equal(phase, (await fixture.Store.LoadAsync(thread.Id))!.Phase);
        await log.AppendAsync(lane, [thread.Turn(4, EventType.Closed)], null);
        Assert.Null((await fixture.Store.LoadAsync(thread.Id))!.Phase);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("  leading and trailing  ")]
    [InlineData("line\nbreak\ttab\u0001control")]
    [InlineData("grüße 你好 👩‍👩‍👧‍👦 e\u0301 \u202Eltr")]
    [InlineData("'); DROP TABLE message_log; --")]
    public async Task Append_AnyText_ComesBackUnchanged(string text)
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();

        Assert.Equal(AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), [thread.Message(1, "a", text)], null));
        Assert.Equal(text, Assert.Single(await fixture.ReadAsync(thread.Id)).Text);
    }

    [Fact]
    public async Task Append_LongestText_Stored()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();
        var text = string.Concat(Enumerable.Repeat("👍", 4_000));

        Assert.Equal(AppendOutcome.Stored, await log.AppendAsync(new AppendLane(), [thread.Message(1, "a", text)], null));
        Assert.Equal(text, Assert.Single(await fixture.ReadAsync(thread.Id)).Text);
    }

    [Fact]
    public async Task Append_TextThatPostgresCantStore_FailsItsThreadOnly()
    {
        var log = await fixture.StartLogAsync();
        var (bad, good) = (await fixture.NewThreadAsync(), await fixture.NewThreadAsync());

        var outcomes = await Task.WhenAll(
            log.AppendAsync(new AppendLane(), [bad.Message(1, "a", "nul\0")], null),
            log.AppendAsync(new AppendLane(), [good.Message(1, "a")], null));

        Assert.Equal([AppendOutcome.Invalid, AppendOutcome.Stored], outcomes);
        Assert.Empty(await fixture.ReadAsync(bad.Id));
        Assert.Single(await fixture.ReadAsync(good.Id));
    }

    [Fact]
    public async Task Mark_InAnyOrder_NeverGoesBack()
    {
        var log = await fixture.StartLogAsync();
        var thread = await fixture.NewThreadAsync();

        var stored = await Task.WhenAll(
            new long[] { 3, 9, 1, 5 }.Select(seq => log.MarkAsync(thread.Id, thread.One, deliveredSeq: seq + 1, readSeq: seq)));
        await log.MarkAsync(thread.Id, thread.One, deliveredSeq: 0, readSeq: 4);

        Assert.All(stored, Assert.True);
        var snapshot = (await fixture.Store.LoadAsync(thread.Id))!;
        Assert.Equal(new(10, 9), snapshot.Low == thread.One ? snapshot.LowMarks : snapshot.HighMarks);
        Assert.Equal(default, snapshot.Low == thread.One ? snapshot.HighMarks : snapshot.LowMarks);
    }
}
