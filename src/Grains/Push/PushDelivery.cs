using ChatOrleans.Grains.Webhooks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Push;

/// <summary>Makes one post, and writes down what became of it.</summary>
internal sealed class PushDelivery(
    PushStore store,
    SubscriptionStore subscriptions,
    WebPushSender devices,
    WebhookSender hosts,
    PushMetrics metrics,
    IOptions<NotificationOptions> options,
    IOptions<WebhookOptions> webhooks,
    TimeProvider time)
{
    /// <summary>What reading and writing may take beside the post.</summary>
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(20);

    private readonly WebhookBackoff _backoff = new(options.Value.FirstPause, options.Value.LongestPause, Random.Shared);

    /// <summary>How long a claim lasts: two posts, where the first one is too large, and what is around them.</summary>
    public TimeSpan ClaimLasts => options.Value.Timeout + options.Value.Timeout + webhooks.Value.Timeout + Spare;

    /// <summary>Posts it.</summary>
    public async Task DeliverAsync(PushPlan plan, CancellationToken stopping)
    {
        var answer = plan.Endpoint is { } endpoint
            ? await TellHostAsync(plan, endpoint, stopping)
            : await TellDeviceAsync(plan, options.Value.Content, stopping);
        if (answer.Outcome == PushOutcome.TooLarge && plan.Endpoint is null && plan.Step == PushStep.Show)
        {
            answer = await TellDeviceAsync(plan, NotificationContent.None, stopping);
        }

        if (answer.Outcome == PushOutcome.Failed && stopping.IsCancellationRequested)
        {
            // Nobody's fault: another silo goes on at once.
            await store.SettleAsync([PushSettlement.Later(plan.Claim, TimeSpan.Zero)]);
            return;
        }

        metrics.Posted(plan, answer.Outcome, time.GetUtcNow());
        if (answer.Outcome == PushOutcome.Gone && plan.Claim.Device is { } gone)
        {
            await subscriptions.DropAsync(plan.Claim.TargetId, gone.Endpoint);
            metrics.Dropped("gone");
            return;
        }

        await store.SettleAsync([Settle(plan, answer)]);
        await CountAsync(plan, answer.Outcome);
    }

    private PushSettlement Settle(PushPlan plan, PushAnswer answer)
    {
        var (claim, news) = (plan.Claim, plan.News);
        if (answer.Outcome == PushOutcome.Taken)
        {
            return PushSettlement.Done(claim, news, plan.Step == PushStep.Show ? news.NewestSeq : 0);
        }

        var attempts = claim.Attempts + 1;
        if (answer.Outcome == PushOutcome.Failed && attempts < options.Value.Attempts)
        {
            var pause = answer.RetryAfter is { } asked && asked > TimeSpan.Zero
                ? TimeSpan.FromTicks(Math.Min(asked.Ticks, options.Value.LongestPause.Ticks))
                : _backoff.After(attempts);
            return new PushSettlement(claim, claim.ToldSeq, claim.ShownSeq, attempts, pause);
        }

        // Given up: a later message is told of as ever, and what could not be withdrawn stays.
        return PushSettlement.Done(claim, news, plan.Step == PushStep.Show ? claim.ShownSeq : 0);
    }

    private async Task CountAsync(PushPlan plan, PushOutcome outcome)
    {
        if (plan.Claim.Device is not { } device)
        {
            return;
        }

        if (outcome == PushOutcome.Taken)
        {
            await subscriptions.TookAsync(plan.Claim.TargetId);
        }
        else if (await subscriptions.FailedAsync(plan.Claim.TargetId, device.Endpoint))
        {
            await subscriptions.DropAsync(plan.Claim.TargetId, device.Endpoint);
            metrics.Dropped("dead");
        }
    }

    private Task<PushAnswer> TellDeviceAsync(PushPlan plan, NotificationContent content, CancellationToken stopping)
    {
        var shows = plan.Step == PushStep.Show;
        var left = shows ? plan.News.NewestAt + options.Value.TimeToLive - time.GetUtcNow() : options.Value.TimeToLive;
        return devices.SendAsync(
            plan.Claim.Device!,
            shows ? PushPayload.OfMessage(plan.Claim, plan.News, plan.Sender, content) : PushPayload.OfRead(plan.Claim),
            PushTopic.Of(plan.Claim),
            isUrgent: shows,
            left > TimeSpan.Zero ? left : TimeSpan.Zero,
            stopping);
    }

    private async Task<PushAnswer> TellHostAsync(PushPlan plan, WebhookEndpoint endpoint, CancellationToken stopping)
    {
        var message = PushWebhook.Of(plan, options.Value.Content, options.Value.TimeToLive, time.GetUtcNow());
        return new PushAnswer(await hosts.SendAsync(endpoint, message, stopping) is null ? PushOutcome.Taken : PushOutcome.Failed);
    }
}
