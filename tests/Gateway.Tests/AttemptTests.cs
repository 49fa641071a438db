using ChatOrleans.Gateway.Calls;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOrleans.Gateway.Tests;

public sealed class AttemptTests
{
    private static readonly Result<Nothing> Unavailable = Refusal.Unavailable(1_000);

    private readonly FakeTime _time = new();
    private readonly Attempts _attempts;
    private readonly GrainCalls _calls;
    private int _called;

    public AttemptTests()
    {
        _attempts = new Attempts(TestMetrics.Create(), _time);
        _calls = new GrainCalls(_attempts, NullLogger<GrainCalls>.Instance);
    }

    public static TheoryData<Exception, bool> Faults { get; } = new()
    {
        { new TimeoutException(), true },
        { new OrleansException("A silo is gone."), true },
        { new SiloUnavailableException("A silo is gone."), true },
        { new DatabaseFault("57P01", isTransient: false), true },
        { new DatabaseFault("25006", isTransient: false), true },
        { new DatabaseFault(null, isTransient: true), true },
        { new DatabaseFault("23505", isTransient: false), false },
        { new InvalidOperationException("Wraps one.", new TimeoutException()), true },
        { new InvalidOperationException("A fault of the program."), false },
        { new OperationCanceledException(), false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Is_Fault_TellsOutagesFromFaultsOfTheProgram(Exception fault, bool isOutage) =>
        Assert.Equal(isOutage, Outage.Is(fault));

    [Fact]
    public async Task RunAsync_OutagesThenAnAnswer_Answers()
    {
        var answer = await _time.PassUntilAsync(_attempts.RunAsync(3, failures =>
            ++_called <= failures ? throw new TimeoutException() : Task.FromResult("answer")));

        Assert.Equal(("answer", 4), (answer, _called));
    }

    [Fact]
    public async Task RunAsync_HangsThroughout_ThrowsTheTimeoutWithinFifteenSeconds()
    {
        var start = _time.GetTimestamp();
        await Assert.ThrowsAsync<TimeoutException>(() => _time.PassUntilAsync(_attempts.RunAsync(0, Hang)));

        Assert.InRange(_time.GetElapsedTime(start), TimeSpan.FromSeconds(12.5), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task RunAsync_FaultOfTheProgram_ThrowsAtOnce()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _attempts.RunAsync<int, int>(0, _ =>
        {
            _called++;
            throw new InvalidOperationException();
        }).OrFailAsync());

        Assert.Equal(1, _called);
    }

    [Fact]
    public async Task TryPauseAsync_Again_PausesLongerAndNeverAllTheSame()
    {
        var series = _attempts.Begin(Patience.Command);
        var pauses = new List<TimeSpan>();
        while (true)
        {
            var paused = series.TryPauseAsync();
            if (paused.IsCompleted)
            {
                Assert.False(await paused);
                break;
            }

            pauses.Add(await _time.PassNextTimerAsync());
            Assert.True(await paused.OrFailAsync());
        }

        Assert.InRange(pauses[0], TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(150));
        Assert.All(pauses[5..], pause => Assert.InRange(pause, TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(750)));
        Assert.NotEqual(1, pauses[5..].Distinct().Count());
        Assert.InRange(pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause), TimeSpan.FromSeconds(12.5), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task WaitAsync_LittleTimeLeft_TakesNoMoreThanThat()
    {
        var series = _attempts.Begin(Patience.Command);
        _time.Advance(TimeSpan.FromSeconds(14.25));
        var attempt = series.WaitAsync(Hang(0));

        Assert.Equal(TimeSpan.FromSeconds(0.75), await _time.PassNextTimerAsync());
        await Assert.ThrowsAsync<TimeoutException>(() => attempt.OrFailAsync());
        Assert.False(await series.TryPauseAsync().OrFailAsync());
    }

    [Fact]
    public async Task CommandAsync_OutcomeUnknownThreeTimes_RepeatsUntilItIsKnown()
    {
        var answer = await _time.PassUntilAsync(_calls.CommandAsync(
            () => Task.FromResult(++_called > 3 ? Nothing.Value : Unavailable), CancellationToken.None));

        Assert.True(answer.Ok);
        Assert.Equal(4, _called);
    }

    [Fact]
    public async Task CommandAsync_Refused_IsNotRepeated()
    {
        var answer = await _calls.CommandAsync(Refuse, CancellationToken.None).OrFailAsync();

        Assert.Equal((RefusalCode.Overloaded, 1), (answer.Error?.Code, _called));
    }

    [Fact]
    public async Task CommandAsync_CallerGone_StopsWaiting()
    {
        using var gone = new CancellationTokenSource();
        var answer = _calls.CommandAsync(() => Hang<Result<Nothing>>(), gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.OrFailAsync());
    }

    [Theory]
    [InlineData("command", 2, 15)]
    [InlineData("long command", 5, 15)]
    [InlineData("read", 2, 6)]
    public async Task AnyCall_HangsThroughout_UnavailableInItsTime(string kind, int each, int inAll)
    {
        var start = _time.GetTimestamp();
        var answer = kind switch
        {
            "command" => _calls.CommandAsync(Hang<Result<Nothing>>, CancellationToken.None),
            "long command" => _calls.LongCommandAsync(Hang<Result<Nothing>>, CancellationToken.None),
            _ => _calls.ReadAsync(Hang<Result<Nothing>>, CancellationToken.None),
        };

        Assert.Equal(TimeSpan.FromSeconds(each), await _time.PassNextTimerAsync());
        Assert.Equal(RefusalCode.Unavailable, (await _time.PassUntilAsync(answer)).Error?.Code);
        Assert.InRange(_time.GetElapsedTime(start), TimeSpan.FromSeconds(inAll - 2.5), TimeSpan.FromSeconds(inAll));
    }

    [Fact]
    public async Task OnceAsync_Hangs_UnavailableAfterOneAttempt()
    {
        var answer = _calls.OnceAsync(Hang<Result<Nothing>>, CancellationToken.None);

        Assert.Equal(TimeSpan.FromSeconds(2), await _time.PassNextTimerAsync());
        Assert.Equal(RefusalCode.Unavailable, (await answer.OrFailAsync()).Error?.Code);
        Assert.Equal(1, _called);
    }

    private Task<Result<Nothing>> Refuse()
    {
        _called++;
        return Task.FromResult<Result<Nothing>>(Refusal.Overloaded(1_000));
    }

    private Task<int> Hang(int state) => Hang<int>();

    private Task<T> Hang<T>()
    {
        _called++;
        return new TaskCompletionSource<T>().Task;
    }

    private sealed class DatabaseFault(string? sqlState, bool isTransient) : System.Data.Common.DbException
    {
        public override string? SqlState { get; } = sqlState;

        public override bool IsTransient { get; } = isTransient;
    }
}
