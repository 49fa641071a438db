namespace ChatOrleans.Gateway.Admission;

internal sealed partial class AdmissionDesk
{
    [LoggerMessage(5300, LogLevel.Warning, "Too many come at once: {Count} were told to come again, the last one a {Kind}; {Waiting} of that kind wait.")]
    private partial void LogRefusing(int count, AdmissionKind kind, int waiting);
}
