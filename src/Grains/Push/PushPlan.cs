using ChatOrleans.Grains.Webhooks;

namespace ChatOrleans.Grains.Push;

/// <summary>A post that is to be made.</summary>
/// <param name="Claim">For whom.</param>
/// <param name="News">Of what.</param>
/// <param name="Step">Showing or withdrawing.</param>
/// <param name="Endpoint">The host's endpoint; null for a device.</param>
internal sealed record PushPlan(PushClaim Claim, PushNews News, PushStep Step, WebhookEndpoint? Endpoint)
{
    /// <summary>The sender, where they are named.</summary>
    public PushPerson? Sender { get; init; }

    /// <summary>Whom it is for, where a host is told.</summary>
    public PushPerson? Recipient { get; init; }
}
