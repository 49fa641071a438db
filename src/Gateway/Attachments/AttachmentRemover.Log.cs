namespace ChatOrleans.Gateway.Attachments;

internal sealed partial class AttachmentRemover
{
    [LoggerMessage(6411, LogLevel.Warning, "Attachments that nobody is given any more can't be removed ({Reason}); it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception? fault, string reason);

    [LoggerMessage(6412, LogLevel.Information, "Attachments are removed again")]
    private static partial void LogRecovered(ILogger logger);

    [LoggerMessage(6413, LogLevel.Debug, "{Count} attachments were removed")]
    private static partial void LogRemoved(ILogger logger, int count);
}
