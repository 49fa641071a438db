namespace ChatOrleans.Telemetry.Health;

/// <summary>A component's name, and what is wrong with it.</summary>
internal readonly record struct ComponentHealth(string Name, string? Fault);
