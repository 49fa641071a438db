using ChatOrleans.Grains.MessageLog;

namespace ChatOrleans.Grains.Webhooks;

/// <summary>What endpoints may have to be told of.</summary>
internal sealed class WebhookHints : LogHints;
