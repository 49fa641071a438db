using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>The right to tell an endpoint of a thread, for a while.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="ThreadId">The thread.</param>
/// <param name="Claim">What the right is known by.</param>
/// <param name="ToldSeq">How far the endpoint has been told.</param>
/// <param name="WantedSeq">How far the log was seen to go when the right was given.</param>
/// <param name="Attempts">How often the next event has failed.</param>
internal sealed record WebhookClaim(
    WebhookEndpoint Endpoint, ThreadId ThreadId, Guid Claim, long ToldSeq, long WantedSeq, int Attempts);
