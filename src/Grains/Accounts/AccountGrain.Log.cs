using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Accounts;

internal sealed partial class AccountGrain
{
    [LoggerMessage(1301, LogLevel.Warning, "An old refresh token of session {SessionId} came again; the session is revoked")]
    private static partial void LogRefreshTokenReused(ILogger logger, Guid sessionId);
}
