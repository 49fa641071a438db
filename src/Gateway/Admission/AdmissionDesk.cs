using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Admission;

/// <summary>
/// Lets connections and catch-ups in a bounded number at a time, so that everybody coming back at once takes longer and
/// not everything with it: messages pass by.
/// </summary>
internal sealed partial class AdmissionDesk
{
    private static readonly TimeSpan LogPeriod = TimeSpan.FromSeconds(10);

    private readonly AdmissionGate[] _gates;
    private readonly RetryTimes[] _retries;
    private readonly AdmissionMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<AdmissionDesk> _logger;
    private long _saidAt;
    private int _unsaid;

    public AdmissionDesk(
        IOptions<AdmissionOptions> options, AdmissionMetrics metrics, TimeProvider time, ILogger<AdmissionDesk> logger)
    {
        var value = options.Value;
        _gates =
        [
            new AdmissionGate(value.Connections, value.QueueLimit, value.MaxWait, time),
            new AdmissionGate(value.Syncs, value.QueueLimit, value.MaxWait, time),
        ];
        _retries =
        [
            new RetryTimes(value.RetryAfter, time, Random.Shared),
            new RetryTimes(value.RetryAfter, time, Random.Shared),
        ];
        _metrics = metrics;
        _time = time;
        _logger = logger;
    }

    /// <summary>Waits for a place; null when there is none in time, and the client is to be told <see cref="RefuseMs"/>.</summary>
    public async ValueTask<AdmissionPass?> EnterAsync(
        AdmissionKind kind, bool isBegun = false, CancellationToken cancellationToken = default)
    {
        var since = _time.GetTimestamp();
        var pass = await _gates[(int)kind].EnterAsync(isBegun, cancellationToken);
        if (pass is not null)
        {
            _retries[(int)kind].OnAdmitted();
            _metrics.Admitted(kind, _time.GetElapsedTime(since));
        }

        return pass;
    }

    /// <summary>Takes note of a refusal; after how many milliseconds the client is to come again.</summary>
    public int RefuseMs(AdmissionKind kind)
    {
        _metrics.Refused(kind);
        Say(kind);
        return _retries[(int)kind].NextMs();
    }

    /// <summary>Once every while, not once a client.</summary>
    private void Say(AdmissionKind kind)
    {
        var refused = Interlocked.Increment(ref _unsaid);
        var (said, now) = (Interlocked.Read(ref _saidAt), _time.GetTimestamp());
        if ((said == 0 || _time.GetElapsedTime(said, now) >= LogPeriod)
            && Interlocked.CompareExchange(ref _saidAt, now, said) == said)
        {
            Interlocked.Add(ref _unsaid, -refused);
            LogRefusing(refused, kind, _gates[(int)kind].Waiting);
        }
    }
}
