using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Jobs;

internal sealed partial class JobLine
{
    [LoggerMessage(2401, LogLevel.Information, "The {Kind} {JobId} is finished")]
    private static partial void LogFinished(ILogger logger, JobKind kind, Guid jobId);

    [LoggerMessage(2402, LogLevel.Warning, "The {Kind} {JobId} failed for the {Failures}. time in a row ({Reason}); it is tried again")]
    private static partial void LogFailed(ILogger logger, JobKind kind, Guid jobId, int failures, string reason);

    [LoggerMessage(2403, LogLevel.Error, "The {Kind} {JobId} does not get on: it failed for the {Failures}. time in a row ({Reason}); it is tried again")]
    private static partial void LogFailing(ILogger logger, Exception fault, JobKind kind, Guid jobId, int failures, string reason);

    [LoggerMessage(2404, LogLevel.Information, "The {Kind} {JobId} is gone on with by somebody else")]
    private static partial void LogLost(ILogger logger, JobKind kind, Guid jobId);

    [LoggerMessage(2405, LogLevel.Warning, "Jobs are held up, of the kind {Kind} ({Reason})")]
    private static partial void LogHeldUp(ILogger logger, JobKind kind, string reason);
}
