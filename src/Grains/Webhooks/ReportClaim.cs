namespace ChatOrleans.Grains.Webhooks;

/// <summary>The right to tell an endpoint of a report, for a while.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="ReportId">The report.</param>
/// <param name="Claim">What the right is known by.</param>
/// <param name="Attempts">How often it has failed.</param>
internal sealed record ReportClaim(WebhookEndpoint Endpoint, Guid ReportId, Guid Claim, int Attempts);
