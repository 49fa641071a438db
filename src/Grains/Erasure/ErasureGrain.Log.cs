using ChatOrleans.Grains.Abstractions.Erasure;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Erasure;

internal sealed partial class ErasureGrain
{
    [LoggerMessage(2421, LogLevel.Information, "User {UserId} is to be erased; {Reason} has asked for it")]
    private partial void LogRequested(UserId userId, ErasureReason reason);

    [LoggerMessage(2422, LogLevel.Warning, "PostgreSQL went away during an erasure's request; the caller gets 'unavailable' ({Reason})")]
    private partial void LogOutage(string reason);
}
