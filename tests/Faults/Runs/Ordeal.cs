namespace ChatOrleans.Faults.Runs;

/// <summary>What is done to the servers while people talk.</summary>
internal abstract class Ordeal
{
    /// <summary>Done when everything is whole again and people have talked a while behind it; throws <see cref="OrdealException"/> when it can't be.</summary>
    public abstract Task UndergoAsync(CancellationToken cancellationToken);

    /// <summary>Nobody talks any more, and nothing is audited yet.</summary>
    public virtual Task BeforeAuditAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
