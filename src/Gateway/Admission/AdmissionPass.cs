namespace ChatOrleans.Gateway.Admission;

/// <summary>
/// A place in a gate, given back when the work is done. Work that takes long gives it back before: it waits for
/// something, a dead silo perhaps, and must not hold up those who would not have to.
/// </summary>
internal sealed class AdmissionPass : IDisposable
{
    /// <summary>Many times what setting up a connection or a <c>Sync</c> takes.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromMilliseconds(250);

    private readonly AdmissionGate _gate;
    private readonly ITimer _timer;
    private bool _returned;

    public AdmissionPass(AdmissionGate gate, TimeProvider time)
    {
        _gate = gate;
        _timer = time.CreateTimer(static pass => ((AdmissionPass)pass!).Dispose(), this, LongestHold, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _returned, true))
        {
            _timer.Dispose();
            _gate.Return();
        }
    }
}
