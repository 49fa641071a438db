namespace ChatOrleans.Telemetry.Health;

/// <summary>Asks all components at once. Who asks while an answer is being found waits for that one.</summary>
internal sealed class HealthChecks(
    IEnumerable<IReadinessComponent> readiness, IEnumerable<ILivenessComponent> liveness, TimeProvider time)
{
    /// <summary>How long a component may take before it counts as not ready.</summary>
    public static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(2);

    /// <summary>Longer, since being started anew is worse for a busy process than anything it waits for.</summary>
    public static readonly TimeSpan LiveWithin = TimeSpan.FromSeconds(5);

    private readonly IHealthComponent[] _readiness = [.. readiness];
    private readonly IHealthComponent[] _liveness = [.. liveness];
    private readonly Lock _gate = new();
    private Task<HealthReport>? _ready;
    private Task<HealthReport>? _live;

    /// <summary>Whether new work may come.</summary>
    public Task<HealthReport> ReadyAsync() => Share(ref _ready, _readiness, ReadyWithin);

    /// <summary>Whether the process works at all.</summary>
    public Task<HealthReport> LiveAsync() => Share(ref _live, _liveness, LiveWithin);

    private Task<HealthReport> Share(ref Task<HealthReport>? shared, IHealthComponent[] components, TimeSpan within)
    {
        lock (_gate)
        {
            return shared is { IsCompleted: false } ? shared : shared = AskAllAsync(components, within);
        }
    }

    private async Task<HealthReport> AskAllAsync(IHealthComponent[] components, TimeSpan within)
    {
        // The caller holds a lock.
        await Task.Yield();
        using var end = new CancellationTokenSource(within, time);
        var faults = await Task.WhenAll(components.Select(component => AskAsync(component, within, end.Token)));
        return new HealthReport(
            [.. components.Zip(faults, (component, fault) => new ComponentHealth(component.Name, fault))]);
    }

    private async Task<string?> AskAsync(IHealthComponent component, TimeSpan within, CancellationToken end)
    {
        try
        {
            return await component.FindFaultAsync(end).AsTask().WaitAsync(within, time, CancellationToken.None);
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException)
        {
            return $"It did not answer within {within.TotalSeconds:0} s.";
        }
        catch (Exception fault)
        {
            return $"It could not be asked ({fault.GetType().Name}).";
        }
    }
}
