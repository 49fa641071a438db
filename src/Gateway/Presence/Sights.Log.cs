using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Presence;

internal sealed partial class Sights
{
    [LoggerMessage(5230, LogLevel.Information, "What others see of the presence of {UserId} could not be read; their clients may hold an old one until it changes.")]
    private partial void LogNotRead(UserId userId, Exception fault);
}
