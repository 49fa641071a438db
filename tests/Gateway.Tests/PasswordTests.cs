using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Tests;

public sealed class PasswordTests : IDisposable
{
    private readonly PasswordQueue _queue = new(Options.Create(new PasswordOptions { Threads = 1, QueueCapacity = 1 }));
    private readonly ManualResetEventSlim _blocked = new();

    public void Dispose()
    {
        _blocked.Set();
        _queue.Dispose();
        _blocked.Dispose();
    }

    [Fact]
    public async Task TryRun_Full_RefusesAndTheOthersRun()
    {
        var running = await BlockAsync();
        Assert.True(_queue.TryRun(() => 2, CancellationToken.None, out var waiting));

        Assert.False(_queue.TryRun(() => 3, CancellationToken.None, out var refused));
        Assert.Null(refused);
        _blocked.Set();
        Assert.Equal((1, 2), (await running.OrFailAsync(), await waiting.OrFailAsync()));
    }

    [Fact]
    public async Task TryRun_CallerGoneBeforeItsTurn_IsSkipped()
    {
        using var gone = new CancellationTokenSource();
        var ran = false;
        await BlockAsync();
        Assert.True(_queue.TryRun(() => ran = true, gone.Token, out var skipped));
        await gone.CancelAsync();

        _blocked.Set();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => skipped.OrFailAsync());
        Assert.False(ran);
    }

    [Fact]
    public async Task TryRun_JobFails_TheThreadGoesOn()
    {
        Assert.True(_queue.TryRun<int>(() => throw new InvalidOperationException(), CancellationToken.None, out var failed));
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed.OrFailAsync());

        Assert.True(_queue.TryRun(() => 4, CancellationToken.None, out var next));
        Assert.Equal(4, await next.OrFailAsync());
    }

    [Fact]
    public async Task HashAndVerify_QueueFull_Overloaded()
    {
        var passwords = new Passwords(_queue);
        await DrainAsync();
        await BlockAsync();
        Assert.True(_queue.TryRun(() => 2, CancellationToken.None, out _));

        var hash = await passwords.HashAsync("a password", CancellationToken.None).OrFailAsync();
        Assert.Equal(RefusalCode.Overloaded, hash.Error?.Code);
        Assert.NotNull(hash.Error?.RetryAfterMs);
        var verified = await passwords.VerifyAsync(null, "a password", CancellationToken.None).OrFailAsync();
        Assert.Equal(RefusalCode.Overloaded, verified?.Code);
    }

    [Fact]
    public async Task VerifyAsync_RightWrongAndUnknown_OnlyTheFirstPassesAndTheOthersLookAlike()
    {
        var passwords = new Passwords(_queue);
        await DrainAsync();
        var hash = await passwords.HashAsync("a password", CancellationToken.None).OrFailAsync();

        Assert.DoesNotContain("a password", hash.Value, StringComparison.Ordinal);
        Assert.Null(await passwords.VerifyAsync(hash.Value, "a password", CancellationToken.None).OrFailAsync());
        var wrong = await passwords.VerifyAsync(hash.Value, "A password", CancellationToken.None).OrFailAsync();
        var unknown = await passwords.VerifyAsync(null, "a password", CancellationToken.None).OrFailAsync();
        Assert.Equal(RefusalCode.InvalidCredentials, wrong?.Code);
        Assert.Equal(wrong, unknown);
    }

    /// <summary>Occupies the one thread until the end of the test, or <see cref="_blocked"/>.</summary>
    private async Task<Task<int>> BlockAsync()
    {
        var began = new TaskCompletionSource();
        Assert.True(_queue.TryRun(
            () =>
            {
                began.SetResult();
                _blocked.Wait();
                return 1;
            },
            CancellationToken.None,
            out var running));
        await began.Task.OrFailAsync();
        return running;
    }

    /// <summary>Waits until what was queued before is done.</summary>
    private async Task DrainAsync()
    {
        Task<int>? last;
        while (!_queue.TryRun(() => 0, CancellationToken.None, out last))
        {
            await Task.Yield();
        }

        await last.OrFailAsync();
    }
}
