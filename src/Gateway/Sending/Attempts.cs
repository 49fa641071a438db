using ChatOrleans.Gateway.Calls;

namespace ChatOrleans.Gateway.Sending;

/// <summary>
/// Calls a grain until it answers. A call to a silo that has just died hangs; the same call again, to which all commands
/// of the contract give the first answer, finds the grain elsewhere.
/// </summary>
internal sealed class Attempts
{
    /// <summary>How long one attempt at an ordinary call may take.</summary>
    public static readonly TimeSpan Each = TimeSpan.FromSeconds(2);

    /// <summary>How long one attempt at opening or closing may take, which go through several grains.</summary>
    public static readonly TimeSpan EachLong = TimeSpan.FromSeconds(5);

    /// <summary>When the outcome stays unknown.</summary>
    public static readonly TimeSpan InAll = TimeSpan.FromSeconds(15);

    private const int MinPauseMs = 50;
    private const int MaxPauseMs = 500;

    private readonly TimeProvider _time;

    public Attempts(TimeProvider time) => _time = time;

    /// <summary>Calls with <paramref name="state"/>, so that no closure is needed. Throws the last attempt's outage.</summary>
    public async Task<T> RunAsync<TState, T>(TState state, Func<TState, Task<T>> call, TimeSpan each)
    {
        var start = _time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call(state).WaitAsync(each, _time);
            }
            catch (Exception fault) when (Outage.Is(fault) && _time.GetElapsedTime(start) + each <= InAll)
            {
                // What has just failed is often back in a moment, but not if everybody comes again at once.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(MinPauseMs, MaxPauseMs)), _time);
        }
    }

    /// <summary>An ordinary call.</summary>
    public Task<T> RunAsync<TState, T>(TState state, Func<TState, Task<T>> call) => RunAsync(state, call, Each);
}
