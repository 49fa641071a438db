using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Cluster;

internal sealed partial class SiloPorts
{
    [LoggerMessage(1401, LogLevel.Warning, "The ports of silos that are new can't be read ({Fault}: {Reason})")]
    private partial void LogNotRead(string fault, string reason);
}
