using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.MessageLog;

internal sealed partial class BatchInDoubt
{
    [LoggerMessage(2005, LogLevel.Warning, "PostgreSQL can't be asked what became of a batch ({Fault}: {Reason}); it is asked again until it answers.")]
    private static partial void LogNotToBeAsked(ILogger logger, string fault, string reason);
}
