namespace ChatOrleans.LoadTest.Auditing;

/// <summary>Which threads are read how.</summary>
internal sealed class AuditPlan
{
    private readonly HashSet<ThreadAccount> _synced = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<ThreadAccount> _withHistory = new(ReferenceEqualityComparer.Instance);

    private AuditPlan(IReadOnlyList<ThreadAccount> threads) => Threads = threads;

    /// <summary>All threads: those that are read as their members come first.</summary>
    public IReadOnlyList<ThreadAccount> Threads { get; }

    /// <summary>Everything, or as many threads as the settings allow, in an order that the seed makes.</summary>
    public static AuditPlan Of(IReadOnlyCollection<ThreadAccount> threads, AuditSettings settings)
    {
        var order = threads.ToArray();
        new Random(settings.Seed).Shuffle(order);
        var plan = new AuditPlan(order);
        var messages = 0L;
        foreach (var thread in order)
        {
            messages += thread.Messages.Count;
            if (settings.Mode == AuditMode.Full || messages <= settings.MostSynced || plan._synced.Count == 0)
            {
                plan._synced.Add(thread);
            }

            if (settings.Mode == AuditMode.Full || messages <= settings.MostOfHistory || plan._withHistory.Count == 0)
            {
                plan._withHistory.Add(thread);
            }
        }

        return plan;
    }

    /// <summary>Whether the log is read as both members.</summary>
    public bool IsSynced(ThreadAccount account) => _synced.Contains(account);

    /// <summary>Whether the history is read too.</summary>
    public bool HasHistory(ThreadAccount account) => _withHistory.Contains(account);
}
