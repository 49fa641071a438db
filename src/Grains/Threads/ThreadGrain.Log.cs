using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Threads;

internal sealed partial class ThreadGrain
{
    [LoggerMessage(1201, LogLevel.Warning, "The views of thread {ThreadId} can't be read now.")]
    private partial void LogViewUnavailable(Exception exception, ThreadId threadId);
}
