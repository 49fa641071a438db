namespace ChatOrleans.Gateway.Relay;

internal sealed partial class GatewayStream
{
    [LoggerMessage(5100, LogLevel.Information, "Subscribing to the stream of gateway {GatewayId} after {Silence} of silence.")]
    private partial void LogSubscribing(Guid gatewayId, TimeSpan silence);

    [LoggerMessage(5101, LogLevel.Information, "All clients have to catch up: the stream began: {Begins}; batches were lost: {Lost}.")]
    private partial void LogResync(bool begins, bool lost);

    [LoggerMessage(5102, LogLevel.Warning, "The stream has been silent for {Silence}; all clients have to catch up without it.")]
    private partial void LogDeaf(TimeSpan silence);

    [LoggerMessage(5103, LogLevel.Information, "The stream could not be subscribed to or renewed ({Fault}: {Message}); the next round tries again.")]
    private partial void LogFailed(string fault, string message);

    [LoggerMessage(5104, LogLevel.Debug, "The stream could not be released ({Fault}: {Message}); it ends by itself.")]
    private partial void LogNotReleased(string fault, string message);

    [LoggerMessage(5106, LogLevel.Warning, "The stream was not renewed for {Silence}; all leases on users are renewed now.")]
    private partial void LogLeaseLapsed(TimeSpan silence);
}
