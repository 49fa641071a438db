namespace ChatOrleans.Telemetry.Health;

/// <summary>One thing that a process needs to be of use.</summary>
public interface IHealthComponent
{
    /// <summary>Its name in answers and metrics: one word in lower case.</summary>
    string Name { get; }

    /// <summary>
    /// What is wrong with it, in a sentence for everybody (no addresses, no names of machines); null when nothing is. It
    /// may be asked at any time and by several at once, and is given up after the time that <see cref="HealthChecks"/> sets.
    /// </summary>
    ValueTask<string?> FindFaultAsync(CancellationToken cancellationToken);
}
