using System.Diagnostics.CodeAnalysis;

namespace ChatOrleans.Grains.Jobs;

/// <summary>
/// Keeps the right to a job while it is being done. Where the database has not confirmed it in time, or says that somebody
/// else has it, what is being done is cancelled.
/// </summary>
internal sealed class JobHold : IAsyncDisposable
{
    private const int RenewalsALease = 4;

    private readonly JobStore _store;
    private readonly Job _job;
    private readonly TimeSpan _lease;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _renewing;

    public JobHold(JobStore store, Job job, TimeSpan lease, TimeProvider time, CancellationToken stopping)
    {
        (_store, _job, _lease, _time) = (store, job, lease, time);
        _lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _renewing = RenewAsync();
    }

    /// <summary>Cancelled when the right is lost, or the silo stops.</summary>
    public CancellationToken Token => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _renewing;
        _done.Dispose();
        _lost.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps it from being renewed, the lease itself says when it is lost.")]
    private async Task RenewAsync()
    {
        var heldAt = _time.GetTimestamp();
        while (true)
        {
            await Task.Delay(_lease / RenewalsALease, _time, _done.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_done.IsCancellationRequested)
            {
                return;
            }

            var askedAt = _time.GetTimestamp();
            try
            {
                if (!await _store.HoldAsync(_job, _lease))
                {
                    await _lost.CancelAsync();
                    return;
                }

                heldAt = askedAt;
            }
            catch (Exception)
            {
                if (_time.GetElapsedTime(heldAt) > _lease)
                {
                    await _lost.CancelAsync();
                    return;
                }
            }
        }
    }
}
