using ChatOrleans.Conformance.Tests.Running;
using ChatOrleans.Conformance.Tests.Scenarios;

namespace ChatOrleans.Conformance.Tests;

/// <summary>Rows that run at the same time, on the same server.</summary>
internal sealed class RowJob(IReadOnlyDictionary<string, (Scenario Scenario, ClientKind Client)> tales)
{
    private readonly Dictionary<string, TaskCompletionSource> _done = tales.Keys.ToDictionary(
        row => row, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public IReadOnlyCollection<string> Rows => _done.Keys;

    /// <summary>Done when the row has held.</summary>
    public Task OfAsync(string row) => _done[row].Task;

    /// <summary>Runs all; none of them throws here.</summary>
    public Task RunAsync(Surroundings surroundings) => Task.WhenAll(tales.Select(tale => TellAsync(tale.Key, tale.Value, surroundings)));

    /// <summary>None of them could be run.</summary>
    public void Fail(Exception exception)
    {
        foreach (var done in _done.Values)
        {
            done.TrySetException(exception);
        }
    }

    private async Task TellAsync(string row, (Scenario Scenario, ClientKind Client) tale, Surroundings surroundings)
    {
        try
        {
            await Task.Yield();
            await StoryTeller.TellAsync(tale.Scenario, tale.Client, surroundings);
            _done[row].SetResult();
        }
        catch (Exception exception)
        {
            _done[row].SetException(exception);
        }
        finally
        {
            surroundings.Server.Leave();
        }
    }
}
