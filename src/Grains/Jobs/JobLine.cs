using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOrleans.Grains.Jobs;

/// <summary>
/// What one silo does of one kind of job: one at a time, whichever is due longest. A job that fails is tried again after a
/// pause that grows, for ever: nothing that was promised is given up.
/// </summary>
internal sealed partial class JobLine(
    IJobRunner runner,
    JobStore store,
    JobBell bell,
    JobMetrics metrics,
    IOptions<JobOptions> options,
    TimeProvider time,
    ILogger<JobLine> logger)
{
    /// <summary>From so many failures in a row on, a job needs somebody to look after it.</summary>
    private const int Worrying = 5;

    private readonly JobOptions _options = options.Value;
    private bool _heldUp;

    /// <summary>Works until it is stopped.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever went wrong, the line goes on after a pause; it must not end.")]
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var rung = bell.Next;
            var found = false;
            try
            {
                found = await WorkAsync(stopping);
                _heldUp = false;
            }
            catch (Exception fault)
            {
                Tell(fault);
            }

            if (!found)
            {
                await Task.WhenAny(rung, Task.Delay(_options.Poll, time, stopping));
            }
        }
    }

    /// <summary>Goes on with a job that is due; false when there is none.</summary>
    public async Task<bool> WorkAsync(CancellationToken stopping)
    {
        if (await store.ClaimAsync(runner.Kind, _options.Lease) is not { } job)
        {
            return false;
        }

        await using var hold = new JobHold(store, job, _options.Lease, time, stopping);
        await WorkAsync(job, hold.Token, stopping);
        return true;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever went wrong, the job is tried again.")]
    private async Task WorkAsync(Job job, CancellationToken held, CancellationToken stopping)
    {
        JobOutcome outcome;
        try
        {
            outcome = await runner.RunAsync(job, held);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // Nobody's fault: another silo goes on at once.
            await store.SettleAsync(job, JobOutcome.GoesOn(TimeSpan.Zero, job.Progress));
            return;
        }
        catch (Exception fault) when (fault is JobLostException || held.IsCancellationRequested)
        {
            LogLost(logger, job.Kind, job.JobId);
            return;
        }
        catch (Exception fault)
        {
            await FailAsync(job, fault);
            return;
        }

        if (!await store.SettleAsync(job, outcome))
        {
            LogLost(logger, job.Kind, job.JobId);
        }
        else if (outcome.GoesOnAfter is null)
        {
            metrics.Finished(job.Kind);
            LogFinished(logger, job.Kind, job.JobId);
        }
        else
        {
            metrics.WentOn(job.Kind);
        }
    }

    private async Task FailAsync(Job job, Exception fault)
    {
        var failures = job.Attempts + 1;
        var reason = ReasonOf(fault);
        metrics.Failed(job.Kind);
        if (failures < Worrying)
        {
            LogFailed(logger, job.Kind, job.JobId, failures, reason);
        }
        else
        {
            LogFailing(logger, fault, job.Kind, job.JobId, failures, reason);
        }

        var pause = _options.FirstPause * Math.Pow(2, Math.Min(failures - 1, 30));
        await store.FailAsync(job, pause < _options.LongestPause ? pause : _options.LongestPause, reason);
    }

    // Once an outage.
    private void Tell(Exception fault)
    {
        if (!_heldUp)
        {
            _heldUp = true;
            LogHeldUp(logger, runner.Kind, ReasonOf(fault));
        }
    }

    // PostgreSQL's messages may show what is in a row.
    private static string ReasonOf(Exception fault) => fault is PostgresException postgres
        ? $"{nameof(PostgresException)} {postgres.SqlState}"
        : fault.GetType().Name;
}
