using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Accounts;

internal sealed partial class Departures
{
    [LoggerMessage(1311, LogLevel.Warning, "The threads of {UserId} can't be told yet that the user left or came back; they will be told later")]
    private static partial void LogNotTold(ILogger logger, Exception fault, UserId userId);
}
