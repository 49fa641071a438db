using ChatOrleans.Gateway.Admission;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Tests;

public sealed class AdmissionTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private readonly FakeTime _time = new();

    [Fact]
    public async Task EnterAsync_PlacesTaken_GoOnInOrderAsPlacesComeBack()
    {
        var gate = Gate(places: 2);
        var (first, second) = (await EnterAsync(gate), await EnterAsync(gate));
        var (third, fourth) = (EnterAsync(gate), EnterAsync(gate));
        Assert.Equal((false, 2), (third.IsCompleted || fourth.IsCompleted, gate.Waiting));

        second!.Dispose();
        Assert.NotNull(await third.OrFailAsync());
        Assert.Equal(1, gate.Waiting);
        first!.Dispose();
        Assert.NotNull(await fourth.OrFailAsync());
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task EnterAsync_BegunBefore_GoesBeforeWhatIsNew()
    {
        var gate = Gate(places: 1);
        var first = await EnterAsync(gate);
        var (fresh, begun) = (EnterAsync(gate), EnterAsync(gate, isBegun: true));

        first!.Dispose();
        using var pass = await begun.OrFailAsync();
        Assert.False(fresh.IsCompleted);
        pass!.Dispose();
        Assert.NotNull(await fresh.OrFailAsync());
    }

    [Fact]
    public async Task EnterAsync_QueueFull_IsRefusedAtOnce()
    {
        var gate = Gate(places: 1, queueLimit: 1);
        await EnterAsync(gate);
        _ = EnterAsync(gate);

        Assert.Null(await EnterAsync(gate).OrFailAsync());
        Assert.Equal(1, gate.Waiting);
    }

    [Fact]
    public async Task EnterAsync_WaitsTooLong_IsRefusedAndLeavesTheQueue()
    {
        var gate = new AdmissionGate(1, 10, AdmissionPass.LongestHold / 2, _time);
        await EnterAsync(gate);
        var waiting = EnterAsync(gate);
        _time.Advance(AdmissionPass.LongestHold / 2);

        Assert.Null(await waiting.OrFailAsync());
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task EnterAsync_ClientGone_LeavesTheQueue()
    {
        var gate = Gate(places: 1);
        var first = await EnterAsync(gate);
        using var gone = new CancellationTokenSource();
        var waiting = gate.EnterAsync(isBegun: false, gone.Token).AsTask();
        await gone.CancelAsync();

        Assert.Null(await waiting.OrFailAsync());
        first!.Dispose();
        Assert.NotNull(await EnterAsync(gate).OrFailAsync());
    }

    /// <summary>What hangs at a dead silo is no load, and must not keep those out who would not hang.</summary>
    [Fact]
    public async Task Pass_HeldTooLong_GivesItsPlaceBackOnce()
    {
        var gate = Gate(places: 1);
        var hanging = await EnterAsync(gate);
        var second = EnterAsync(gate);
        _time.Advance(AdmissionPass.LongestHold);
        using var pass = await second.OrFailAsync();
        Assert.NotNull(pass);

        var third = EnterAsync(gate);
        hanging!.Dispose();
        Assert.Equal((false, 1), (third.IsCompleted, gate.Waiting));
        pass.Dispose();
        Assert.NotNull(await third.OrFailAsync());
    }

    [Fact]
    public void NextMs_FewRefused_IsSpreadOverTwiceTheShortest()
    {
        var times = new RetryTimes(TimeSpan.FromSeconds(1), _time, new Random(7));
        times.OnAdmitted();
        times.OnAdmitted();
        var first = times.NextMs();
        var second = times.NextMs();
        Assert.InRange(first, 1_000, 3_000);
        Assert.InRange(second, 1_000, 3_000);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void NextMs_ManyRefusedForEachAdmitted_IsSpreadFurtherUpToABound()
    {
        var times = new RetryTimes(TimeSpan.FromSeconds(1), _time, new Random(7));
        times.OnAdmitted();
        var longest = Enumerable.Range(0, 1_000).Max(_ => times.NextMs());
        Assert.InRange(longest, 15_000, 20_000);

        // The next window remembers the last one, and the one after it does not.
        _time.Advance(TimeSpan.FromSeconds(5));
        times.OnAdmitted();
        Assert.InRange(Enumerable.Range(0, 50).Max(_ => times.NextMs()), 5_000, 20_000);
        _time.Advance(TimeSpan.FromSeconds(5));
        for (var i = 0; i < 10_000; i++)
        {
            times.OnAdmitted();
        }

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.InRange(times.NextMs(), 1_000, 3_000);
    }

    [Theory]
    [InlineData(nameof(AdmissionOptions.Connections), "Chat:Admission:Connections is 0; it must be 1 to 10000.")]
    [InlineData(nameof(AdmissionOptions.Syncs), "Chat:Admission:Syncs is 1001; it must be 1 to 1000.")]
    [InlineData(nameof(AdmissionOptions.QueueLimit), "Chat:Admission:QueueLimit is -1; it must be 0 to 100000.")]
    [InlineData(nameof(AdmissionOptions.MaxWait), "Chat:Admission:MaxWait is 00:00:31; it must be 00:00:00.1000000 to 00:00:30.")]
    [InlineData(nameof(AdmissionOptions.RetryAfter), "Chat:Admission:RetryAfter is 00:00:00; it must be 00:00:00.1000000 to 00:01:00.")]
    public void Validate_OutsideTheBounds_NamesKeyAndBound(string key, string error)
    {
        var options = new AdmissionOptions();
        switch (key)
        {
            case nameof(AdmissionOptions.Connections):
                options.Connections = 0;
                break;
            case nameof(AdmissionOptions.Syncs):
                options.Syncs = 1_001;
                break;
            case nameof(AdmissionOptions.QueueLimit):
                options.QueueLimit = -1;
                break;
            case nameof(AdmissionOptions.MaxWait):
                options.MaxWait = TimeSpan.FromSeconds(31);
                break;
            default:
                options.RetryAfter = TimeSpan.Zero;
                break;
        }

        Assert.Equal([error], new AdmissionOptionsValidator().Validate(Options.DefaultName, options).Failures);
    }

    private AdmissionGate Gate(int places, int queueLimit = 10) => new(places, queueLimit, MaxWait, _time);

    private static Task<AdmissionPass?> EnterAsync(AdmissionGate gate, bool isBegun = false) =>
        gate.EnterAsync(isBegun, CancellationToken.None).AsTask();
}
