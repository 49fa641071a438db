using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>Enters what is wrong with one thread.</summary>
internal sealed class Findings(string threadId, Violations violations)
{
    public string ThreadId => threadId;

    public void Add(Violation violation, string what) => violations.Add(violation, $"audit of thread {threadId}: {what}");
}
