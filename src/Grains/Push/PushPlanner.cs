using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Push;

/// <summary>Looks at what is due, all of it at once: most of it needs no post.</summary>
internal sealed class PushPlanner(
    PushStore store,
    SubscriptionStore subscriptions,
    PushLog log,
    PushTargets targets,
    PushMetrics metrics,
    IOptions<NotificationOptions> options,
    TimeProvider time)
{
    /// <summary>For silos to be given the same configuration.</summary>
    private static readonly TimeSpan KeyPause = TimeSpan.FromMinutes(1);

    /// <summary>For a bucket to come where it moves to.</summary>
    private static readonly TimeSpan MovePause = TimeSpan.FromSeconds(1);

    /// <summary>What is to be posted of these claims; the others are given back.</summary>
    public async Task<List<PushPlan>> PlanAsync(IReadOnlyList<PushClaim> claims)
    {
        var living = await LivingAsync(claims);
        if (living.Count == 0)
        {
            return [];
        }

        var answers = await log.ReadAsync(living);
        var now = time.GetUtcNow();
        List<PushPlan> plans = [];
        List<PushSettlement> settlements = [];
        for (var i = 0; i < living.Count; i++)
        {
            Judge(living[i], answers[i].Served, answers[i].News, now, plans, settlements);
        }

        if (settlements.Count > 0)
        {
            await store.SettleAsync(settlements);
        }

        return await NamedAsync(plans);
    }

    // A target that is no more: its session has ended, or nobody knows the endpoint.
    private async Task<List<PushClaim>> LivingAsync(IReadOnlyList<PushClaim> claims)
    {
        List<PushClaim> living = [];
        foreach (var claim in claims)
        {
            if (targets.Endpoints.ContainsKey(claim.TargetId) || (claim.Device is not null && targets.Devices))
            {
                living.Add(claim);
            }
            else if (claim.Device is not null)
            {
                // This silo has no key; others may, and the device still counts on them.
                await store.SettleAsync([PushSettlement.Later(claim, KeyPause)]);
            }
            else
            {
                await subscriptions.ForgetAsync(claim.TargetId);
                metrics.Dropped("ended");
            }
        }

        return living;
    }

    private void Judge(
        PushClaim claim, bool served, PushNews? news, DateTimeOffset now, List<PushPlan> plans, List<PushSettlement> settlements)
    {
        if (news is null)
        {
            settlements.Add(served
                ? new PushSettlement(claim, claim.WantedSeq, ShownSeq: 0)
                : PushSettlement.Later(claim, MovePause));
            return;
        }

        var endpoint = targets.Endpoints.GetValueOrDefault(claim.TargetId);
        switch (PushRules.Decide(claim, news, now, options.Value.TimeToLive))
        {
            case PushStep.Show:
                plans.Add(new PushPlan(claim, news, PushStep.Show, endpoint));
                break;
            case PushStep.Withdraw when endpoint?.Wants(Webhooks.WebhookEvents.PushWithdrawn) ?? options.Value.Withdraw:
                plans.Add(new PushPlan(claim, news, PushStep.Withdraw, endpoint));
                break;
            case PushStep.Wait:
                settlements.Add(PushSettlement.Later(claim, PushRules.LookAgainAfter(news, now)));
                break;
            case PushStep.Withdraw:
                settlements.Add(PushSettlement.Done(claim, news, shownSeq: 0));
                break;
            default:
                settlements.Add(PushSettlement.Done(claim, news, claim.ShownSeq));
                break;
        }
    }

    private async Task<List<PushPlan>> NamedAsync(List<PushPlan> plans)
    {
        var senders = options.Value.Content == NotificationContent.None
            ? []
            : plans.Where(plan => plan.Step == PushStep.Show).Select(plan => plan.News.PeerId);
        var users = senders.Concat(plans.Where(plan => plan.Endpoint is not null).Select(plan => plan.Claim.UserId)).ToArray();
        if (users.Length == 0)
        {
            return plans;
        }

        var people = await log.ReadPeopleAsync(users);
        return [.. plans.Select(plan => plan with
        {
            Sender = people.GetValueOrDefault(plan.News.PeerId),
            Recipient = people.GetValueOrDefault(plan.Claim.UserId),
        })];
    }
}
