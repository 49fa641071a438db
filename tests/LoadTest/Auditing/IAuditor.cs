using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>Holds what the clients know against what the server says, once nothing is under way any more.</summary>
internal interface IAuditor
{
    /// <summary>
    /// Each broken promise goes to <see cref="Recorder.Violations"/>; <see cref="Counter.Audited"/> counts the places of
    /// logs that were looked at. Every connection of the run may be open or closed meanwhile.
    /// </summary>
    Task AuditAsync(IReadOnlyCollection<ThreadAccount> threads, Recorder recorder, CancellationToken cancellationToken);
}
