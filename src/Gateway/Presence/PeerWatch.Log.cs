using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Presence;

internal sealed partial class PeerWatch
{
    [LoggerMessage(5220, LogLevel.Information, "The presence of {UserId} could not be read again; the client may hold an old one until it changes.")]
    private partial void LogNotCompared(UserId userId, Exception fault);
}
