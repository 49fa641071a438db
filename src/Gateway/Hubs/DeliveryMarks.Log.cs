using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs;

internal sealed partial class DeliveryMarks
{
    [LoggerMessage(5010, LogLevel.Information, "The deliveries that {UserId} implied by catching up were not all marked; the next catch-up implies them again.")]
    private partial void LogNotMarked(UserId userId, Exception fault);
}
