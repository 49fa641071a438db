using ChatOrleans.Faults.Scheduling;

namespace ChatOrleans.Faults.Injecting;

/// <summary>A fault that was done.</summary>
/// <param name="Fault">As scheduled.</param>
/// <param name="Stamp">When it was done, as a <see cref="System.Diagnostics.Stopwatch"/> timestamp.</param>
internal sealed record InjectedFault(Fault Fault, long Stamp);
