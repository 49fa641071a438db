using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Presence;

internal sealed partial class Leases
{
    [LoggerMessage(5200, LogLevel.Information, "The lease of {UserId} could not be renewed; the next round tries again.")]
    private partial void LogRenewalFailed(UserId userId, Exception fault);

    [LoggerMessage(5201, LogLevel.Information, "The lease of {UserId} could not be ended; it ends by itself.")]
    private partial void LogDetachFailed(UserId userId, Exception fault);

    [LoggerMessage(5202, LogLevel.Information, "The presence of {UserId} could not be watched; the next round tries again.")]
    private partial void LogWatchFailed(UserId userId, Exception fault);

    [LoggerMessage(5203, LogLevel.Information, "The lease of {UserId} had been lost; the user's clients have to catch up.")]
    private partial void LogLeaseWasLost(UserId userId);
}
