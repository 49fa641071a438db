using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Accounts;

internal sealed partial class AccountGrain
{
    [LoggerMessage(1301, LogLevel.Warning, "An old refresh token of session {SessionId} came again; the session is revoked")]
    private static partial void LogRefreshTokenReused(ILogger logger, Guid sessionId);

    [LoggerMessage(1302, LogLevel.Warning, "PostgreSQL went away during an account call; the caller gets 'unavailable' ({Reason})")]
    private static partial void LogOutage(ILogger logger, string reason);
}
