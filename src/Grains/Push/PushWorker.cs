using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Push;

/// <summary>
/// This silo's part in push: passing on what has grown and was read here, looking at what is due, and the sweep. A post that
/// takes long holds its own place alone.
/// </summary>
internal sealed partial class PushWorker(
    PushTargets targets,
    PushStore store,
    PushPlanner planner,
    PushDelivery delivery,
    PushHints hints,
    PushSweep sweep,
    IOptions<NotificationOptions> options,
    TimeProvider time,
    ILogger<PushWorker> logger) : BackgroundService, ILifecycleParticipant<ISiloLifecycle>
{
    private const int PageNotes = 1_000;
    private const int Buckets = 1_024;

    // What comes within this time is one note: a busy thread is one row, however many messages it has.
    private static readonly TimeSpan Gathers = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _room = new(options.Value.Concurrency);
    private TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _heldUp;

    /// <summary>What was stored until the very end is passed on too: the writers stop before this stage does.</summary>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(PushWorker), ServiceLifecycleStage.RuntimeServices, _ => Task.CompletedTask, _ => PassOnOnceAsync());

    public override void Dispose()
    {
        _room.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => targets.Any
        ? Task.WhenAll(PassOnAsync(stoppingToken), TellAsync(stoppingToken), SweepAsync(stoppingToken))
        : Task.CompletedTask;

    private async Task PassOnAsync(CancellationToken stopping)
    {
        try
        {
            while (await hints.WaitAsync(stopping))
            {
                await Task.Delay(Gathers, time, stopping);
                await PassOnOnceAsync();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What is left goes with the silo's last breath.
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What could not be passed on waits for the next time.")]
    private async Task PassOnOnceAsync()
    {
        var notes = hints.Drain();
        try
        {
            for (; notes.Heads.Count > 0; notes.Heads.RemoveRange(0, Math.Min(PageNotes, notes.Heads.Count)))
            {
                await store.WantAsync([.. notes.Heads.Take(PageNotes)]);
            }

            for (; notes.Reads.Count > 0; notes.Reads.RemoveRange(0, Math.Min(PageNotes, notes.Reads.Count)))
            {
                await store.WasReadAsync([.. notes.Reads.Take(PageNotes)]);
            }

            Volatile.Read(ref _wake).TrySetResult();
        }
        catch (Exception fault)
        {
            hints.Return(notes);
            LogNotPassedOn(fault.GetType().Name, fault.Message);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever went wrong, it goes on after a pause; it must not end.")]
    private async Task TellAsync(CancellationToken stopping)
    {
        var delay = options.Value.Delay;
        var poll = delay < ShortestPoll ? ShortestPoll : delay > LongestPoll ? LongestPoll : delay;
        while (!stopping.IsCancellationRequested)
        {
            Interlocked.Exchange(ref _wake, new(TaskCreationOptions.RunContinuationsAsynchronously));
            var found = 0;
            var pause = poll;
            try
            {
                found = await RoundAsync(stopping);
                TellRecovery();
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                TellOutage(fault);
                pause = OutagePause;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                break;
            }

            if (found == 0)
            {
                await Task.WhenAny(_wake.Task, Task.Delay(pause, time, stopping));
            }
        }

        // Posts that are under way are given up at once, and their claims given back.
        for (var left = options.Value.Concurrency; left > 0; left--)
        {
            await _room.WaitAsync(CancellationToken.None);
        }
    }

    // As many as there is room for; most are done when they were looked at, the others keep their room until they are.
    private async Task<int> RoundAsync(CancellationToken stopping)
    {
        await _room.WaitAsync(stopping);
        var room = 1;
        while (room < options.Value.Concurrency && await _room.WaitAsync(TimeSpan.Zero, CancellationToken.None))
        {
            room++;
        }

        try
        {
            var claims = await store.ClaimAsync(room, delivery.ClaimLasts);
            foreach (var plan in claims.Count == 0 ? [] : await planner.PlanAsync(claims))
            {
                room--;
                _ = DeliverAsync(plan, stopping);
            }

            return claims.Count;
        }
        finally
        {
            if (room > 0)
            {
                _room.Release(room);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The claim ends by itself, and another one takes it.")]
    private async Task DeliverAsync(PushPlan plan, CancellationToken stopping)
    {
        try
        {
            await delivery.DeliverAsync(plan, stopping);
        }
        catch (Exception fault)
        {
            LogNotSettled(fault.GetType().Name, fault.Message);
        }
        finally
        {
            _room.Release();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The next bucket may go well; the sweep must not end.")]
    private async Task SweepAsync(CancellationToken stopping)
    {
        // Twice as often as there are buckets to compare, so that one silo keeps up with what others leave.
        var usual = options.Value.SweepPeriod / (2 * Buckets);
        while (!stopping.IsCancellationRequested)
        {
            var pause = usual;
            try
            {
                await sweep.RunOnceAsync();
            }
            catch (Exception fault)
            {
                LogNotSwept(fault.GetType().Name, fault.Message);
                pause = OutagePause;
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Once an outage.
    private void TellOutage(Exception fault)
    {
        if (!_heldUp)
        {
            _heldUp = true;
            LogHeldUp(fault.GetType().Name, fault.Message);
        }
    }

    private void TellRecovery()
    {
        if (_heldUp)
        {
            _heldUp = false;
            LogGoesOn();
        }
    }
}
