using Microsoft.Extensions.Logging;

namespace ChatOrleans.Telemetry.Health;

internal sealed partial class ReadinessWatch
{
    [LoggerMessage(7000, LogLevel.Information, "Ready.")]
    private partial void LogReady();

    [LoggerMessage(7001, LogLevel.Warning, "Not ready: {Faults}")]
    private partial void LogNotReady(string faults);
}
