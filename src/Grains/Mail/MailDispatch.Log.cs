using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Mail;

internal sealed partial class MailDispatch
{
    [LoggerMessage(1501, LogLevel.Debug, "A mail ({Kind}) to {UserId} is sent, at attempt {Tries}")]
    private static partial void LogSent(ILogger logger, MailKind kind, UserId userId, int tries);

    [LoggerMessage(1502, LogLevel.Warning, "A mail ({Kind}) to {UserId} can't be sent ({Reason}), at attempt {Tries}; it will be tried again")]
    private static partial void LogNotSent(ILogger logger, string reason, MailKind kind, UserId userId, int tries);

    [LoggerMessage(1503, LogLevel.Error, "A mail ({Kind}) to {UserId} is given up ({Reason}) after {Tries} attempts")]
    private static partial void LogGivenUp(ILogger logger, string reason, MailKind kind, UserId userId, int tries);

    [LoggerMessage(1504, LogLevel.Debug, "Can't look for mail to send")]
    private static partial void LogCantLook(ILogger logger, Exception fault);
}
