using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Push;

internal sealed partial class PushWorker
{
    [LoggerMessage(1701, LogLevel.Warning, "Push can't go on ({Fault}: {Reason}); it does when that is over")]
    private partial void LogHeldUp(string fault, string reason);

    [LoggerMessage(1702, LogLevel.Information, "Push goes on")]
    private partial void LogGoesOn();

    [LoggerMessage(1703, LogLevel.Warning, "What became of a notification could not be written ({Fault}: {Reason}); it may be posted once more")]
    private partial void LogNotSettled(string fault, string reason);

    [LoggerMessage(1704, LogLevel.Debug, "Threads that have grown could not be noted for push ({Fault}: {Reason})")]
    private partial void LogNotPassedOn(string fault, string reason);

    [LoggerMessage(1705, LogLevel.Debug, "A bucket could not be compared with what push has looked at ({Fault}: {Reason})")]
    private partial void LogNotSwept(string fault, string reason);
}
