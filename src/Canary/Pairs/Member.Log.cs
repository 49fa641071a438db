namespace ChatOrleans.Canary.Pairs;

internal sealed partial class Member
{
    [LoggerMessage(8000, LogLevel.Warning, "{Handle} is not connected ({Reason}); it tries the next gateway.")]
    private partial void LogNotConnected(string handle, string reason);
}
