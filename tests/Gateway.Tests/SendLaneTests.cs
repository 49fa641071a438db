using System.Globalization;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Sending;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using FsCheck;
using FsCheck.Fluent;

namespace ChatOrleans.Gateway.Tests;

public sealed class SendLaneTests
{
    private static readonly Result<SendAck> Unavailable = Refusal.Unavailable(1_000);

    private readonly FakeTime _time = new();
    private readonly FakeThread _thread = new();
    private readonly UserId _sender = UserId.NewRandom();
    private readonly SendLane _lane;

    public SendLaneTests() => _lane = new SendLane(new Attempts(TestMetrics.Create(), _time), _thread, _sender);

    [Fact]
    public async Task SendAsync_IdleLane_CallsBeforeItReturns()
    {
        var sent = _lane.SendAsync(Command(7));

        Assert.True(_thread.HasCall);
        var call = await _thread.NextCallAsync();
        Assert.Equal(_sender, call.Sender);
        Assert.Equal([Command(7)], call.Commands);
        Assert.False(sent.IsCompleted);
        call.Store();
        Assert.Equal(7, (await sent.OrFailAsync()).Value?.Seq);
    }

    [Fact]
    public async Task SendAsync_CallUnderWay_TheRestGoesTogetherAndInOrder()
    {
        var sent = SendMany(1, 6);
        var first = await _thread.NextCallAsync();
        Assert.Equal(["1"], first.Ids);
        Assert.False(_thread.HasCall);

        first.Store();
        var second = await _thread.NextCallAsync();
        Assert.Equal(["2", "3", "4", "5", "6"], second.Ids);
        Assert.True(sent[0].IsCompletedSuccessfully);
        Assert.DoesNotContain(sent[1..], task => task.IsCompleted);
        second.Store();
        Assert.Equal([1, 2, 3, 4, 5, 6], (await Task.WhenAll(sent).OrFailAsync()).Select(answer => answer.Value!.Seq));
    }

    [Fact]
    public async Task SendAsync_MoreThanOneCallTakes_SplitsInOrder()
    {
        var sent = SendMany(1, 1 + SendLane.MaxPerCall + 20);
        (await _thread.NextCallAsync()).Store();

        var full = await _thread.NextCallAsync();
        Assert.Equal(Enumerable.Range(2, SendLane.MaxPerCall).Select(Text), full.Ids);
        full.Store();
        var rest = await _thread.NextCallAsync();
        Assert.Equal(Enumerable.Range(2 + SendLane.MaxPerCall, 20).Select(Text), rest.Ids);
        rest.Store();
        await Task.WhenAll(sent).OrFailAsync();
    }

    [Fact]
    public async Task SendAsync_TooManyWait_OverloadedAtOnceAndTheOthersStored()
    {
        var sent = SendMany(1, 1 + SendLane.MaxWaiting);
        var refused = _lane.SendAsync(Command(999));

        Assert.True(refused.IsCompletedSuccessfully);
        Assert.Equal(RefusalCode.Overloaded, (await refused).Error?.Code);
        Assert.DoesNotContain(sent, task => task.IsCompleted);
        while (!sent[^1].IsCompleted)
        {
            var call = await _thread.NextCallAsync();
            Assert.DoesNotContain("999", call.Ids);
            call.Store();
            await sent[int.Parse(call.Ids[^1], CultureInfo.InvariantCulture) - 1].OrFailAsync();
        }

        Assert.All(await Task.WhenAll(sent), answer => Assert.True(answer.Ok));
    }

    [Fact]
    public async Task SendAsync_CallHangs_RepeatsTheSameCommandsAfterTwoSeconds()
    {
        var sent = SendMany(1, 1);
        var lost = await _thread.NextCallAsync();
        SendMany(2, 2);

        Assert.Equal(TimeSpan.FromSeconds(2), await _time.PassNextTimerAsync());
        await _time.PassNextTimerAsync();
        var again = await _thread.NextCallAsync();
        Assert.Equal(lost.Commands, again.Commands);
        again.Store();
        Assert.True((await sent[0].OrFailAsync()).Ok);
        Assert.Equal(["2"], (await _thread.NextCallAsync()).Ids);
    }

    [Fact]
    public async Task SendAsync_SomeOutcomesUnknown_RepeatsOnlyThose()
    {
        var first = SendMany(1, 1);
        var call = await _thread.NextCallAsync();
        var sent = SendMany(2, 4);
        call.Store();
        await _time.NextTimerAsync();
        call = await _thread.NextCallAsync();
        call.Answer(FakeThread.Call.Stored(call.Commands[0]), Unavailable, Refusal.ThreadInactive());

        Assert.True((await sent[0].OrFailAsync()).Ok);
        Assert.Equal(RefusalCode.ThreadInactive, (await sent[2].OrFailAsync()).Error?.Code);
        Assert.False(sent[1].IsCompleted);
        await _time.NextTimerAsync();
        await _time.PassNextTimerAsync();
        var again = await _thread.NextCallAsync();
        Assert.Equal(["3"], again.Ids);
        again.Store();
        Assert.True((await sent[1].OrFailAsync()).Ok);
        await Task.WhenAll(first).OrFailAsync();
    }

    [Fact]
    public async Task SendAsync_ProgramFault_CallerGetsItAndTheLaneGoesOn()
    {
        var sent = SendMany(1, 2);
        (await _thread.NextCallAsync()).SetException(new InvalidOperationException("A fault of the program."));

        await Assert.ThrowsAsync<InvalidOperationException>(() => sent[0].OrFailAsync());
        (await _thread.NextCallAsync()).Store();
        Assert.True((await sent[1].OrFailAsync()).Ok);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendAsync_OutageGoesOn_UnavailableWhenFifteenSecondsAreOver(bool hangs)
    {
        var start = _time.GetTimestamp();
        var attempts = new List<string[]>();
        _thread.OnSend = call =>
        {
            attempts.Add(call.Ids);
            if (!hangs)
            {
                call.SetException(new OrleansException("The silo is gone."));
            }
        };
        var answer = await _time.PassUntilAsync(_lane.SendAsync(Command(1)));

        Assert.Equal(RefusalCode.Unavailable, answer.Error?.Code);
        Assert.InRange(_time.GetElapsedTime(start), TimeSpan.FromSeconds(12.5), TimeSpan.FromSeconds(15));
        Assert.InRange(attempts.Count, 5, 64);
        Assert.All(attempts, ids => Assert.Equal(["1"], ids));

        // The lane is free for what comes next.
        _thread.OnSend = call => call.Store();
        Assert.True((await _lane.SendAsync(Command(2)).OrFailAsync()).Ok);
    }

    [Fact]
    public void SendAsync_AnyOutages_TheThreadHoldsTheMessagesInTheOrderSent() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60),
            Prop.ForAll(Gen.Choose(0, 3).ListOf().ToArbitrary(), faults =>
            {
                var log = new SendLaneTests().StoreThroughAsync([.. faults]).OrFailAsync().GetAwaiter().GetResult();
                Assert.Equal(Enumerable.Range(1, 40).Select(Text), log);
            }));

    [Fact]
    public async Task IsIdle_OnlyWhenNothingIsUnderWay()
    {
        Assert.True(_lane.IsIdle);
        var sent = _lane.SendAsync(Command(1));
        Assert.False(_lane.IsIdle);

        (await _thread.NextCallAsync()).Store();
        await sent.OrFailAsync();
        Assert.True(SpinWait.SpinUntil(() => _lane.IsIdle, TimeSpan.FromSeconds(60)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static SendCommand Command(int number) => new() { ClientMessageId = Text(number), Text = $"Message {number}" };

    private Task<Result<SendAck>>[] SendMany(int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(number => _lane.SendAsync(Command(number)))];

    /// <summary>Sends 40 messages through calls that fail as listed, before or after storing; what the thread stored.</summary>
    private async Task<List<string>> StoreThroughAsync(int[] faults)
    {
        var log = new List<string>();
        var attempt = 0;
        _thread.OnSend = call =>
        {
            // Three failures in a row at most, so that no message runs out of time.
            var fault = attempt % 4 == 3 ? 0 : faults.ElementAtOrDefault(attempt);
            attempt++;
            if (fault is 0 or 1)
            {
                log.AddRange(call.Ids.Where(id => !log.Contains(id)));
            }

            switch (fault)
            {
                case 0:
                    call.Store();
                    break;
                case 3:
                    call.Answer([.. call.Commands.Select(_ => Unavailable)]);
                    break;
                default:
                    call.SetException(new TimeoutException());
                    break;
            }
        };
        var answers = await _time.PassUntilAsync(Task.WhenAll(SendMany(1, 40)));
        Assert.All(answers, answer => Assert.True(answer.Ok));
        return log;
    }
}
