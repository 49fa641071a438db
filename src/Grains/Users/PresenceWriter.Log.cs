using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Users;

internal sealed partial class PresenceWriter
{
    [LoggerMessage(1101, LogLevel.Warning, "The presence of {Users} users was not written; it ends by itself.")]
    private partial void LogNotWritten(Exception exception, int users);
}
