using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>
/// What one silo tells one endpoint: several threads at a time, and one at a time while the endpoint takes nothing. A slow
/// endpoint holds up no other.
/// </summary>
internal sealed partial class WebhookLine(
    WebhookEndpoint endpoint,
    WebhookStore store,
    WebhookDelivery delivery,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookLine> logger)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestProbePause = TimeSpan.FromSeconds(30);

    private readonly WebhookBackoff _backoff = new(options.Value.FirstPause, options.Value.LongestPause, Random.Shared);
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _failures;
    private bool _heldUp;

    /// <summary>Looks for something to tell at once.</summary>
    public void Wake() => Volatile.Read(ref _wake).TrySetResult();

    /// <summary>Tells until it is stopped.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever went wrong, the line goes on after a pause; it must not end.")]
    public async Task RunAsync(CancellationToken stopping)
    {
        DateTimeOffset? since = null;
        while (!stopping.IsCancellationRequested)
        {
            Interlocked.Exchange(ref _wake, new(TaskCreationOptions.RunContinuationsAsynchronously));
            var found = 0;
            try
            {
                since ??= await store.KnowAsync(endpoint);
                found = await RoundAsync(since.Value, stopping);
                _heldUp = false;
            }
            catch (Exception fault)
            {
                Tell(fault);
            }

            if (_failures > 0)
            {
                var pause = _backoff.After(_failures);
                await PauseAsync(Task.Delay(pause < LongestProbePause ? pause : LongestProbePause, time, stopping));
            }
            else if (found == 0)
            {
                await PauseAsync(Task.WhenAny(_wake.Task, Task.Delay(Poll, time, stopping)));
            }
        }
    }

    private async Task<int> RoundAsync(DateTimeOffset since, CancellationToken stopping)
    {
        // While it takes nothing, one thread is enough to find out when that is over, and the others lose no attempts.
        var width = _failures > 0 ? 1 : options.Value.Concurrency;
        var claims = await store.ClaimAsync(endpoint, width, delivery.ClaimLasts);
        var took = await Task.WhenAll(claims.Select(claim => delivery.TellAsync(claim, since, stopping)));
        Judge(took);
        return claims.Count + await delivery.TellReportAsync(endpoint, stopping)
            + await delivery.ReplayOneAsync(endpoint, stopping);
    }

    // One that takes some and not others is not down: what it does not take has pauses of its own.
    private void Judge(bool[] took)
    {
        if (took.Length == 0)
        {
            return;
        }

        if (took.Any(taken => taken))
        {
            if (_failures > 0)
            {
                LogRecovered(logger, endpoint.Name);
            }

            _failures = 0;
        }
        else if (++_failures == 1)
        {
            LogFailing(logger, endpoint.Name);
        }
    }

    // Once an outage.
    private void Tell(Exception fault)
    {
        if (!_heldUp)
        {
            _heldUp = true;
            LogHeldUp(logger, fault.GetType().Name, fault.Message);
        }
    }

    private static async Task PauseAsync(Task pause) => await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
