namespace ChatOrleans.Telemetry.Health;

/// <summary>Without it the process is stuck for good, and has to be started anew. Never something outside the process.</summary>
public interface ILivenessComponent : IHealthComponent;
