using ChatOrleans.Gateway.Sending;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Tests;

public sealed class ChangeLineTests
{
    private readonly ChangeLine _line = new();
    private readonly List<int> _called = [];

    [Fact]
    public async Task RunAsync_WhileAnotherIsUnderWay_ComesAfterItAndInOrder()
    {
        var first = new TaskCompletionSource<Result<SendAck>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answers = new List<Task<Result<SendAck>>> { Run(1, first.Task) };
        answers.AddRange(Enumerable.Range(2, 3).Select(number => Run(number, Stored(number))));
        Assert.Equal([1], _called);

        first.SetResult(await Stored(1));
        var seqs = (await Task.WhenAll(answers).OrFailAsync()).Select(answer => answer.Value!.Seq);

        Assert.Equal([1L, 2L, 3L, 4L], seqs);
        Assert.Equal([1, 2, 3, 4], _called);
    }

    [Fact]
    public async Task RunAsync_BehindAnOutage_IsRefusedUncalledAndTheNextOneIsNot()
    {
        var first = new TaskCompletionSource<Result<SendAck>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answers = new[] { Run(1, first.Task), Run(2, Stored(2)), Run(3, Stored(3)) };

        first.SetResult(Refusal.Unavailable(500));
        var codes = (await Task.WhenAll(answers).OrFailAsync()).Select(answer => answer.Error?.Code);

        Assert.Equal([RefusalCode.Unavailable, RefusalCode.Overloaded, RefusalCode.Overloaded], codes);
        Assert.Equal(4, (await Run(4, Stored(4)).OrFailAsync()).Value!.Seq);
        Assert.Equal([1, 4], _called);
    }

    [Fact]
    public async Task RunAsync_BehindARefusalOrAFault_IsCalled()
    {
        var first = new TaskCompletionSource<Result<SendAck>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = new TaskCompletionSource<Result<SendAck>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (refused, faulted, stored) = (Run(1, first.Task), Run(2, second.Task), Run(3, Stored(3)));

        first.SetResult(Refusal.NotTheAuthor());
        second.SetException(new InvalidOperationException());

        Assert.Equal(RefusalCode.NotTheAuthor, (await refused.OrFailAsync()).Error!.Code);
        await Assert.ThrowsAsync<InvalidOperationException>(() => faulted.OrFailAsync());
        Assert.Equal(3, (await stored.OrFailAsync()).Value!.Seq);
    }

    private static Task<Result<SendAck>> Stored(int number) => Task.FromResult<Result<SendAck>>(
        new SendAck { Seq = number, SentAt = DateTimeOffset.UnixEpoch, Duplicate = false });

    private Task<Result<SendAck>> Run(int number, Task<Result<SendAck>> outcome) => _line.RunAsync(() =>
    {
        _called.Add(number);
        return outcome;
    });
}
