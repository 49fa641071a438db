namespace ChatOrleans.Telemetry.Health;

/// <summary>Without it the process takes no new work; it mends by itself, and a new start would not help.</summary>
public interface IReadinessComponent : IHealthComponent;
