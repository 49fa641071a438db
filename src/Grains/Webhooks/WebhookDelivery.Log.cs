using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Webhooks;

internal sealed partial class WebhookDelivery
{
    [LoggerMessage(1610, LogLevel.Warning, "The webhook {Endpoint} did not take event {Seq} of thread {ThreadId} in {Attempts} attempts ({Reason}); it is a dead letter")]
    private static partial void LogDead(ILogger logger, string endpoint, ThreadId threadId, long seq, int attempts, string reason);

    [LoggerMessage(1616, LogLevel.Warning, "The webhook {Endpoint} did not take report {ReportId} in {Attempts} attempts ({Reason}); it is a dead letter")]
    private static partial void LogDeadReport(ILogger logger, string endpoint, Guid reportId, int attempts, string reason);
}
