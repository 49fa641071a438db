using ChatOrleans.Canary.Measuring;

namespace ChatOrleans.Canary.Pairs;

internal sealed partial class Pair
{
    [LoggerMessage(8010, LogLevel.Information, "A pair has to begin anew: {Reason}")]
    private partial void LogBroken(string reason);

    [LoggerMessage(8011, LogLevel.Error, "The contract was broken: {Kind}, thread {ThreadId}, seq {Seq}, message {ClientMessageId}, gateways {Left} and {Right}.")]
    private partial void LogViolation(
        ViolationKind kind, string threadId, long seq, string? clientMessageId, string left, string right);
}
