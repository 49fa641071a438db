using ChatOrleans.Gateway.Calls;

namespace ChatOrleans.Gateway.Sending;

/// <summary>
/// Calls a grain until it answers. A call to a silo that has just died hangs; the same call again, to which all commands
/// of the contract give the first answer, finds the grain elsewhere.
/// </summary>
internal sealed class Attempts
{
    /// <summary>How long one attempt may take.</summary>
    public static readonly TimeSpan Each = TimeSpan.FromSeconds(2);

    /// <summary>When the outcome stays unknown.</summary>
    public static readonly TimeSpan InAll = TimeSpan.FromSeconds(15);

    private const int MinPauseMs = 50;
    private const int MaxPauseMs = 500;

    private readonly TimeProvider _time;

    public Attempts(TimeProvider time) => _time = time;

    /// <summary>Calls with <paramref name="state"/>, so that no closure is needed. Throws the last attempt's outage.</summary>
    public async Task<T> RunAsync<TState, T>(TState state, Func<TState, Task<T>> call)
    {
        var start = Start();
        while (true)
        {
            try
            {
                return await OnceAsync(call(state));
            }
            catch (Exception fault) when (Outage.Is(fault) && IsTimeLeft(start))
            {
                // What has just failed is often back in a moment.
            }

            await PauseAsync();
        }
    }

    /// <summary>When a series of attempts begins.</summary>
    public long Start() => _time.GetTimestamp();

    /// <summary>Waits for one attempt, as long as one may take.</summary>
    public Task<T> OnceAsync<T>(Task<T> call) => call.WaitAsync(Each, _time);

    /// <summary>Whether another attempt fits into the time of the series.</summary>
    public bool IsTimeLeft(long start) => _time.GetElapsedTime(start) + Each <= InAll;

    /// <summary>Waits before the next attempt, not all for the same time, so that not everybody comes again at once.</summary>
    public Task PauseAsync() =>
        Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(MinPauseMs, MaxPauseMs)), _time);
}
