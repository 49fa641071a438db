using System.Collections.Immutable;

namespace ChatOrleans.Telemetry.Health;

/// <summary>What the components answered.</summary>
internal sealed record HealthReport(ImmutableArray<ComponentHealth> Components)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsGood => Components.All(component => component.Fault is null);

    /// <summary>What is wrong, in one line.</summary>
    public string Faults => string.Join(
        ' ', Components.Where(component => component.Fault is not null).Select(component => $"{component.Name}: {component.Fault}"));
}
