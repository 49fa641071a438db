using ChatOrleans.Gateway.Metrics;

namespace ChatOrleans.Gateway.Calls;

/// <summary>
/// Calls a grain until it answers. A call to a silo that has just died hangs; the same call again, to which all commands
/// of the contract give the first answer, finds the grain elsewhere.
/// </summary>
internal sealed class Attempts
{
    private readonly GatewayMetrics _metrics;
    private readonly TimeProvider _time;

    public Attempts(GatewayMetrics metrics, TimeProvider time)
    {
        _metrics = metrics;
        _time = time;
    }

    /// <summary>Begins attempts at one thing.</summary>
    public AttemptSeries Begin(Patience patience) => new(_metrics, _time, patience);

    /// <summary>Counts an outage that a call met.</summary>
    public void Met(Exception outage) => _metrics.Met(outage);

    /// <summary>Waits for a call that is not repeated, as long as one attempt may take.</summary>
    public Task OnceAsync(Task call) => call.WaitAsync(Patience.Command.Each, _time);

    /// <inheritdoc cref="OnceAsync(Task)"/>
    public Task<T> OnceAsync<T>(Task<T> call, CancellationToken cancellationToken = default) =>
        call.WaitAsync(Patience.Command.Each, _time, cancellationToken);

    /// <summary>Calls with <paramref name="state"/>, so that no closure is needed. Throws the last attempt's outage.</summary>
    public async Task<T> RunAsync<TState, T>(TState state, Func<TState, Task<T>> call)
    {
        var series = Begin(Patience.Command);
        while (true)
        {
            try
            {
                return await series.WaitAsync(call(state));
            }
            catch (Exception fault) when (Outage.Is(fault))
            {
                Met(fault);
                if (!await series.TryPauseAsync())
                {
                    throw;
                }
            }
        }
    }
}
