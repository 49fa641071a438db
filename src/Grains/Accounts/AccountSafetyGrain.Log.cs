using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Accounts;

internal sealed partial class AccountSafetyGrain
{
    [LoggerMessage(1310, LogLevel.Warning, "PostgreSQL went away during an account call; the caller gets 'unavailable' ({Reason})")]
    private static partial void LogOutage(ILogger logger, string reason);
}
