using System.Text.Json;
using ChatOrleans.Grains.Webhooks;

namespace ChatOrleans.Grains.Push;

/// <summary>What a host's endpoint is posted, with all that it takes to go on by APNs, FCM or mail.</summary>
internal static class PushWebhook
{
    /// <summary>The message; its id is the same whenever it is posted.</summary>
    public static WebhookMessage Of(PushPlan plan, NotificationContent content, TimeSpan timeToLive, DateTimeOffset now)
    {
        var (claim, news) = (plan.Claim, plan.News);
        return plan.Step == PushStep.Show
            ? WebhookMessage.Of(
                $"push.{claim.ThreadId}.{news.NewestSeq}.{claim.UserId}",
                WebhookEvents.Push,
                news.NewestAt,
                json =>
                {
                    WriteUser(json, plan);
                    PushPayload.WriteMessage(json, claim, news, plan.Sender, content);
                    json.WriteString("topic", PushTopic.Of(claim));
                    json.WriteString("urgency", "high");
                    json.WriteString("expiresAt", PushPayload.Time(news.NewestAt + timeToLive));
                })
            : WebhookMessage.Of(
                $"push.{claim.ThreadId}.{claim.ShownSeq}.{claim.UserId}.withdrawn",
                WebhookEvents.PushWithdrawn,
                now,
                json =>
                {
                    WriteUser(json, plan);
                    json.WriteString("threadId", claim.ThreadId.ToString());
                    json.WriteNumber("seq", claim.ShownSeq);
                    json.WriteString("topic", PushTopic.Of(claim));
                });
    }

    private static void WriteUser(Utf8JsonWriter json, PushPlan plan)
    {
        json.WriteStartObject("user");
        json.WriteString("userId", plan.Claim.UserId.ToString());
        if (plan.Recipient is { Host: { } host, Subject: { } subject })
        {
            json.WriteString("host", host);
            json.WriteString("id", subject);
        }

        json.WriteEndObject();
    }
}
