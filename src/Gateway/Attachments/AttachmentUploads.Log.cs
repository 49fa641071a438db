namespace ChatOrleans.Gateway.Attachments;

internal sealed partial class AttachmentUploads
{
    [LoggerMessage(6401, LogLevel.Error, "An attachment could not be kept: {Reason}")]
    private static partial void LogNotKept(ILogger logger, Exception? fault, string reason);

    [LoggerMessage(6402, LogLevel.Debug, "The upload {Attachment} could not be given up ({Code}); it is when its time is over")]
    private static partial void LogNotGivenUp(ILogger logger, string attachment, string code);
}
