using ChatOrleans.Grains.Abstractions.Erasure;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Erasure;

internal sealed partial class ErasureGrain
{
    [LoggerMessage(2421, LogLevel.Information, "User {UserId} is to be erased; {Reason} has asked for it")]
    private static partial void LogRequested(ILogger logger, UserId userId, ErasureReason reason);
}
