namespace ChatOrleans.Client.Connecting;

/// <summary>Waits between attempts at one thing on a living connection; a new connection ends them all.</summary>
internal sealed class Pauses(TimeProvider time, Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends the waits that are under way.</summary>
    public void EndAll()
    {
        _end.TrySetResult();
        _end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Waits after the attempt with this number, counted from 0; no shorter than the server has asked for, unless all waits end.</summary>
    public async Task WaitAsync(int attempt, TimeSpan? least)
    {
        var bound = TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(attempt, 20)));
        using var over = new CancellationTokenSource();
        await Task.WhenAny(_end.Task, Task.Delay((least ?? TimeSpan.Zero) + (bound * random()), time, over.Token));
        await over.CancelAsync();
    }
}
