using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.State.Tests;

public sealed class OpeningGateTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Openings_that_take_long_give_their_places_to_others()
    {
        using var gate = new OpeningGate(TimeProvider.System);
        var stuck = new TaskCompletionSource<Result<Nothing>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = Enumerable.Range(0, Places).Select(_ => gate.RunAsync(() => stuck.Task)).ToList();

        Assert.True((await gate.RunAsync(Done).WaitAsync(Deadline)).Ok);

        Assert.DoesNotContain(waiting, opening => opening.IsCompleted);
        stuck.SetResult(Nothing.Value);
        Assert.All(await Task.WhenAll(waiting), opened => Assert.True(opened.Ok));
    }

    [Fact]
    public async Task An_opening_whose_turn_comes_too_late_is_not_begun()
    {
        // Its clock stands still, so that nobody gives a place away.
        using var gate = new OpeningGate(new StandingClock());
        var stuck = new TaskCompletionSource<Result<Nothing>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = Enumerable.Range(0, Places).Select(_ => gate.RunAsync(() => stuck.Task)).ToList();
        var begun = false;

        var late = await gate.RunAsync(() =>
        {
            begun = true;
            return Done();
        }).WaitAsync(Deadline);

        Assert.Equal(RefusalCode.Overloaded, late.Error?.Code);
        Assert.False(begun);
        stuck.SetResult(Nothing.Value);
        await Task.WhenAll(waiting);
        Assert.True((await gate.RunAsync(Done).WaitAsync(Deadline)).Ok);
    }

    private static int Places => OpeningGate.PerProcessor * Environment.ProcessorCount;

    private static Task<Result<Nothing>> Done() => Task.FromResult<Result<Nothing>>(Nothing.Value);

    private sealed class StandingClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NoTimer();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
