using System.Diagnostics;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOrleans.Grains.Search;

/// <summary>
/// Keeps every shard's index of words close behind its log, in a share of the time that sends do not need. How close
/// matters for the cost of a search only: what is not indexed yet is found in the log.
/// </summary>
internal sealed partial class SearchIndexer(
    LogShards shards, PostgresMessageLog log, IOptions<SearchOptions> options, TimeProvider time, ILogger<SearchIndexer> logger)
    : BackgroundService
{
    private const int BusyFactor = 10;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterOutage = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(shards.All.Select(shard => RunAsync(shard, stoppingToken)));

    private async Task RunAsync(LogShard shard, CancellationToken stoppingToken)
    {
        var index = new SearchIndex(shard);
        var isOut = false;
        for (var pause = Idle; await WaitAsync(pause, stoppingToken);)
        {
            try
            {
                pause = await StepAsync(index, stoppingToken);
                if (isOut)
                {
                    LogGoesOn(logger, shard.Name);
                    isOut = false;
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                pause = AfterOutage;
                if (fault is not NpgsqlException outage || !PostgresOutage.Is(outage))
                {
                    LogFailed(logger, fault, shard.Name);
                }
                else if (!isOut)
                {
                    LogOutage(logger, shard.Name, outage.Message);
                }

                isOut = true;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<TimeSpan> StepAsync(SearchIndex index, CancellationToken stoppingToken)
    {
        var begunAt = Stopwatch.GetTimestamp();
        var step = await index.StepAsync(stoppingToken);
        if (!step.Turn)
        {
            return Idle;
        }

        var share = log.Waiting > 0 ? options.Value.IndexingShare / BusyFactor : options.Value.IndexingShare;
        var pause = Stopwatch.GetElapsedTime(begunAt) * ((1 / share) - 1);
        pause = pause < LongestPause ? pause : LongestPause;
        return step.IsRoundOver && pause < Idle ? Idle : pause;
    }

    private async Task<bool> WaitAsync(TimeSpan pause, CancellationToken stoppingToken)
    {
        // Not all silos at the same moment.
        await Task.Delay(pause * (0.75 + (Random.Shared.NextDouble() / 2)), time, stoppingToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stoppingToken.IsCancellationRequested;
    }
}
