using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>This silo's part in telling endpoints: passing on what has grown here, the lines, and the sweep.</summary>
internal sealed partial class WebhookWorker : BackgroundService, ILifecycleParticipant<ISiloLifecycle>
{
    private const int PageThreads = 1_000;
    private const int Buckets = 1_024;

    // What comes within this time is one note: a busy thread is one row, however many messages it has.
    private static readonly TimeSpan Gathers = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(1);

    private readonly WebhookEndpoint[] _endpoints;
    private readonly WebhookLine[] _lines;
    private readonly WebhookStore _store;
    private readonly WebhookHints _hints;
    private readonly WebhookSweep _sweep;
    private readonly TimeSpan _sweepPause;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookWorker> _logger;

    public WebhookWorker(
        IOptions<WebhookOptions> options,
        WebhookStore store,
        WebhookDelivery delivery,
        WebhookHints hints,
        WebhookSweep sweep,
        TimeProvider time,
        ILogger<WebhookWorker> logger,
        ILogger<WebhookLine> lineLogger)
    {
        _endpoints =
        [
            .. options.Value.Endpoints.Select(endpoint => new WebhookEndpoint(endpoint.Key, endpoint.Value))
                .Where(endpoint => endpoint.FollowsEvents),
        ];
        _lines = [.. _endpoints.Select(endpoint => new WebhookLine(endpoint, store, delivery, options, time, lineLogger))];
        (_store, _hints, _sweep, _time, _logger) = (store, hints, sweep, time, logger);
        // Twice as often as there are buckets to compare, so that one silo keeps up with what others leave.
        _sweepPause = options.Value.SweepPeriod / (2 * Buckets);
    }

    /// <summary>What was stored until the very end is passed on too: the writers stop before this stage does.</summary>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(WebhookWorker), ServiceLifecycleStage.RuntimeServices, _ => Task.CompletedTask, _ => PassOnOnceAsync());

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _endpoints.Length == 0
        ? Task.CompletedTask
        : Task.WhenAll([.. _lines.Select(line => line.RunAsync(stoppingToken)), PassOnAsync(stoppingToken), SweepAsync(stoppingToken)]);

    private async Task PassOnAsync(CancellationToken stopping)
    {
        try
        {
            while (await _hints.WaitAsync(stopping))
            {
                await Task.Delay(Gathers, _time, stopping);
                await PassOnOnceAsync();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What is left goes with the silo's last breath.
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What could not be passed on waits for the next time.")]
    private async Task PassOnOnceAsync()
    {
        if (!_hints.TryDrain(out var heads))
        {
            return;
        }

        var left = heads.ToList();
        try
        {
            while (left.Count > 0)
            {
                await _store.WantAsync(_endpoints, [.. left.Take(PageThreads)]);
                left.RemoveRange(0, Math.Min(PageThreads, left.Count));
            }

            Array.ForEach(_lines, line => line.Wake());
        }
        catch (Exception fault)
        {
            _hints.Return(left);
            LogNotPassedOn(fault.GetType().Name, fault.Message);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The next bucket may go well; the sweep must not end.")]
    private async Task SweepAsync(CancellationToken stopping)
    {
        DateTimeOffset? since = null;
        while (!stopping.IsCancellationRequested)
        {
            var pause = _sweepPause;
            try
            {
                since ??= (await Task.WhenAll(_endpoints.Select(_store.KnowAsync))).Min();
                await _sweep.RunOnceAsync(_endpoints, since.Value);
            }
            catch (Exception fault)
            {
                LogNotSwept(fault.GetType().Name, fault.Message);
                pause = OutagePause;
            }

            await Task.Delay(pause, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
