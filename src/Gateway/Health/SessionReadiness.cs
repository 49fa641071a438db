using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Telemetry.Health;

namespace ChatOrleans.Gateway.Health;

/// <summary>Credentials can be judged.</summary>
internal sealed class SessionReadiness(SessionWatch sessions) : IReadinessComponent
{
    public string Name => "sessions";

    public ValueTask<string?> FindFaultAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(sessions.Loaded.IsCompleted ? null : "Keys and ended sessions are not known yet.");
}
