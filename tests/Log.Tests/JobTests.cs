using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Log.Tests;

/// <summary>Jobs survive whoever does them.</summary>
[Collection(LogGroup.Name)]
public sealed class JobTests(LogFixture fixture)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private JobStore Store => new(fixture.Source);

    [Fact]
    public async Task ClaimAsync_OfWhatNobodyCameBackFor_TakesTheFirstOnesRight()
    {
        var jobId = await NewJobAsync();
        var lost = (await Store.ClaimAsync(JobKind.Export, Short))!;
        var taken = await ClaimAsync();
        Assert.Equal((jobId, jobId), (lost.JobId, taken.JobId));
        Assert.False(await Store.HoldAsync(lost, Long));
        Assert.False(await Store.SettleAsync(lost, JobOutcome.Finished()));
        Assert.True(await Store.HoldAsync(taken, Long));
        Assert.Null(await Store.ClaimAsync(JobKind.Export, Long));

        Assert.True(await Store.SettleAsync(taken, JobOutcome.GoesOn(TimeSpan.Zero, "half")));
        var again = (await Store.ClaimAsync(JobKind.Export, Long))!;
        Assert.Equal("half", again.Progress);
        Assert.True(await Store.SettleAsync(again, JobOutcome.Finished(Long)));
        Assert.Null(await Store.ClaimAsync(JobKind.Export, Long));
    }

    [Fact]
    public async Task ClaimAsync_ByManyAtOnce_GivesEachJobToOne()
    {
        var jobs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => NewJobAsync()));
        var claims = (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Store.ClaimAsync(JobKind.Export, Long)))).OfType<Job>().ToArray();
        // One that met a row which another had just taken has gone away with nothing.
        while (await Store.ClaimAsync(JobKind.Export, Long) is { } left)
        {
            claims = [.. claims, left];
        }

        Assert.Equal(jobs.Order(), claims.Select(claim => claim.JobId).Order());
        Assert.All(await Task.WhenAll(claims.Select(claim => Store.SettleAsync(claim, JobOutcome.Finished()))), Assert.True);
    }

    [Fact]
    public async Task WorkAsync_ThatFails_IsTriedAgainUntilItDoesNot()
    {
        await NewJobAsync();
        var runner = new Failing(times: 3);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var line = new JobLine(
            runner,
            Store,
            new JobBell(),
            new JobMetrics(services.GetRequiredService<IMeterFactory>()),
            Options.Create(new JobOptions { FirstPause = Short, LongestPause = Short }),
            TimeProvider.System,
            NullLogger<JobLine>.Instance);
        while (runner.Attempts.Count < 4)
        {
            if (!await line.WorkAsync(CancellationToken.None))
            {
                await Task.Delay(Pause);
            }
        }

        Assert.Equal([0, 1, 2, 3], runner.Attempts);
        Assert.False(await line.WorkAsync(CancellationToken.None));
    }

    private async Task<Job> ClaimAsync()
    {
        while (true)
        {
            if (await Store.ClaimAsync(JobKind.Export, Long) is { } job)
            {
                return job;
            }

            await Task.Delay(Pause);
        }
    }

    private async Task<Guid> NewJobAsync()
    {
        var jobId = Guid.NewGuid();
        await fixture.ExecuteAsync(
            "INSERT INTO job (job_id, kind, user_id, created_at, next_at) VALUES ($1, 2, $2, now(), now())",
            jobId,
            (await fixture.NewUserAsync()).Value);
        return jobId;
    }

    private sealed class Failing(int times) : IJobRunner
    {
        public List<int> Attempts { get; } = [];

        public JobKind Kind => JobKind.Export;

        public Task<JobOutcome> RunAsync(Job job, CancellationToken cancellationToken)
        {
            Attempts.Add(job.Attempts);
            return Attempts.Count > times
                ? Task.FromResult(JobOutcome.Finished())
                : throw new InvalidOperationException("Not this time.");
        }
    }
}
