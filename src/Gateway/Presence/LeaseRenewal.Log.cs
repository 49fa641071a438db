namespace ChatOrleans.Gateway.Presence;

internal sealed partial class LeaseRenewal
{
    [LoggerMessage(5210, LogLevel.Error, "Renewing leases failed; the next round goes on.")]
    private partial void LogRoundFailed(Exception fault);
}
