using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>What people do beside each other: begun here, and waited for at the end. What fails ends the run.</summary>
internal sealed class Errands(Recorder recorder)
{
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open = 1;

    /// <summary>Begins something; it ends by itself, or by being cancelled.</summary>
    public void Begin(Func<Task> errand)
    {
        Interlocked.Increment(ref _open);
        _ = Task.Run(() => RunAsync(errand));
    }

    /// <summary>Done when all that was begun has ended. Only what runs already may begin something now.</summary>
    public Task EndAsync()
    {
        Leave();
        return _idle.Task;
    }

    private async Task RunAsync(Func<Task> errand)
    {
        try
        {
            await errand();
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
        catch (Exception exception)
        {
            // Nobody awaits it, and a run with a person missing would look like a quiet one.
            recorder.Fail($"A person could not go on: {exception}");
        }
        finally
        {
            Leave();
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _idle.TrySetResult();
        }
    }
}
