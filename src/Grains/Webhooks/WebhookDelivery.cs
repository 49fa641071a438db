using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>
/// Tells an endpoint of one thread, event by event: the next one is posted when the one before was taken, or has become a
/// dead letter.
/// </summary>
internal sealed partial class WebhookDelivery(
    WebhookStore store,
    DeadLetterStore dead,
    WebhookLog log,
    WebhookReports reports,
    WebhookSender sender,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookDelivery> logger)
{
    private const int BatchEvents = 50;

    /// <summary>How long a claim is worked on; what is left is anybody's then.</summary>
    private static readonly TimeSpan Works = TimeSpan.FromSeconds(10);

    /// <summary>What reading and writing may take beside that.</summary>
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(20);

    private readonly WebhookBackoff _backoff = new(options.Value.FirstPause, options.Value.LongestPause, Random.Shared);

    /// <summary>How long a claim lasts: the work, and a post that was begun in time.</summary>
    public TimeSpan ClaimLasts => Works + options.Value.Timeout + Spare;

    /// <summary>Tells what there is to tell. False when the endpoint would not take something.</summary>
    public async Task<bool> TellAsync(WebhookClaim claim, DateTimeOffset since, CancellationToken stopping)
    {
        var begunAt = time.GetTimestamp();
        var told = claim.ToldSeq > 0 ? claim.ToldSeq : await log.LastBeforeAsync(claim.ThreadId, since);
        var attempts = claim.Attempts;
        while (true)
        {
            var (members, events) = await log.ReadAsync(claim.ThreadId, told, BatchEvents);
            foreach (var e in events)
            {
                if (stopping.IsCancellationRequested || time.GetElapsedTime(begunAt) > Works)
                {
                    await store.PauseAsync(claim, told, attempts, TimeSpan.Zero);
                    return true;
                }

                if (NameOf(claim.Endpoint, e) is { } name &&
                    await sender.SendAsync(claim.Endpoint, WebhookMessage.Of(name, e, members), stopping) is { } reason)
                {
                    if (stopping.IsCancellationRequested)
                    {
                        // Nobody's fault: another silo goes on at once.
                        await store.PauseAsync(claim, told, attempts, TimeSpan.Zero);
                        return true;
                    }

                    attempts++;
                    if (attempts < options.Value.Attempts)
                    {
                        await store.PauseAsync(claim, told, attempts, _backoff.After(attempts));
                        return false;
                    }

                    await store.BuryAsync(claim, e.Seq, name, attempts, reason);
                    LogDead(logger, claim.Endpoint.Name, e.ThreadId, e.Seq, attempts, reason);
                }

                told = e.Seq;
                attempts = 0;
            }

            if (events.Count < BatchEvents)
            {
                await store.FinishAsync(claim, told);
                return true;
            }
        }
    }

    /// <summary>Tries a dead letter once more, if somebody has asked for it; how many there were.</summary>
    public async Task<int> ReplayOneAsync(WebhookEndpoint endpoint, CancellationToken stopping)
    {
        if (await dead.ClaimAsync(endpoint, limit: 1, ClaimLasts) is not [var (subject, seq)])
        {
            return 0;
        }

        var message = seq == DeadLetterStore.ReportSeq ? await reports.ReadAsync(subject) : await ReadAsync(endpoint, new ThreadId(subject), seq);
        var reason = message is null ? null : await sender.SendAsync(endpoint, message, stopping);
        if (reason is null)
        {
            await dead.RaiseAsync(endpoint, subject, seq);
        }
        else if (!stopping.IsCancellationRequested)
        {
            await dead.BuryAgainAsync(endpoint, subject, seq, reason);
        }

        return 1;
    }

    /// <summary>Tells of a report, if one is due; how many there were.</summary>
    public async Task<int> TellReportAsync(WebhookEndpoint endpoint, CancellationToken stopping)
    {
        if (!endpoint.Wants(WebhookEvents.Reported) || await reports.ClaimAsync(endpoint, ClaimLasts) is not { } claim)
        {
            return 0;
        }

        var reason = await reports.ReadAsync(claim.ReportId) is { } message
            ? await sender.SendAsync(endpoint, message, stopping)
            : null;
        var attempts = claim.Attempts + 1;
        if (reason is null)
        {
            await reports.SettleAsync(claim, pause: null, attempts);
        }
        else if (stopping.IsCancellationRequested)
        {
            await reports.SettleAsync(claim, TimeSpan.Zero, claim.Attempts);
        }
        else if (attempts < options.Value.Attempts)
        {
            await reports.SettleAsync(claim, _backoff.After(attempts), attempts);
        }
        else
        {
            await reports.BuryAsync(claim, attempts, reason);
            LogDeadReport(logger, endpoint.Name, claim.ReportId, attempts, reason);
        }

        return 1;
    }

    private async Task<WebhookMessage?> ReadAsync(WebhookEndpoint endpoint, ThreadId threadId, long seq)
    {
        var (members, events) = await log.ReadAsync(threadId, seq - 1, limit: 1);
        return events is [var e] && e.Seq == seq && NameOf(endpoint, e) is { } name ? WebhookMessage.Of(name, e, members) : null;
    }

    private static string? NameOf(WebhookEndpoint endpoint, ThreadEvent e) =>
        WebhookEvents.NameOf(e.Type) is { } name && endpoint.Wants(name) ? name : null;
}
