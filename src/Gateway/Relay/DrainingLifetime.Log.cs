using System.Runtime.InteropServices;

namespace ChatOrleans.Gateway.Relay;

internal sealed partial class DrainingLifetime
{
    [LoggerMessage(5120, LogLevel.Information, "Stopping on {Signal}; again: {Again}.")]
    private partial void LogSignal(PosixSignal signal, bool again);
}
