using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Grains.Threads;

/// <summary>
/// Lets a silo carry through only so many openings at once that each of them ends in time. An opening goes over several
/// grains, of other silos too: when everybody opens at once, as after an outage, any number of them would all be late, all
/// be asked for again, and all be late again.
/// </summary>
internal sealed class OpeningGate(TimeProvider time) : IDisposable
{
    /// <summary>
    /// How many at once, for each processor: an opening is tens of milliseconds, so that this is still many a second, and
    /// after an outage those who come back need the processors too.
    /// </summary>
    public const int PerProcessor = 1;

    private const int RetryAfterMs = 1_000;

    /// <summary>How long an opening may wait for its turn; its caller waits for 5 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>What takes longer waits for a silo that was lost, and costs nothing meanwhile: others take its place.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _free = new(PerProcessor * Environment.ProcessorCount);

    /// <summary>What the opening answers; <c>overloaded</c>, with nothing begun, when its turn would come too late.</summary>
    public async Task<Result<T>> RunAsync<T>(Func<Task<Result<T>>> opening)
        where T : class
    {
        if (!await _free.WaitAsync(Patience))
        {
            return Refusal.Overloaded(RetryAfterMs);
        }

        var work = opening();
        try
        {
            await Task.WhenAny(work, Task.Delay(Turn, time));
        }
        finally
        {
            _free.Release();
        }

        return await work;
    }

    public void Dispose() => _free.Dispose();
}
