using System.Collections.Concurrent;
using System.Diagnostics;
using ChatOrleans.Faults.Networks;
using ChatOrleans.Faults.Scheduling;
using ChatOrleans.TestKit;

namespace ChatOrleans.Faults.Injecting;

/// <summary>Does to a topology what a schedule says, and undoes it.</summary>
/// <param name="topology">To whom.</param>
/// <param name="supervisor">Looks after the nodes meanwhile.</param>
/// <param name="network">The nodes' links; null when they have none of their own.</param>
internal sealed class Injector(ChatTopology topology, Supervisor supervisor, NodeNetwork? network)
{
    private readonly ConcurrentQueue<InjectedFault> _done = new();
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly Turns _turns = new(topology);

    /// <summary>What was done so far.</summary>
    public IReadOnlyList<InjectedFault> Done => [.. _done];

    /// <summary>What a node did that it must not: the exit code of a SIGTERM, for example.</summary>
    public IReadOnlyList<string> Wrong => [.. _wrong];

    /// <summary>Done when all faults are over: what was killed runs, what was paused goes on. Not ended half-way.</summary>
    public async Task InjectAsync(IReadOnlyList<Fault> schedule)
    {
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(schedule.Select(async fault =>
        {
            var left = TimeSpan.FromMilliseconds(fault.AtMs) - Stopwatch.GetElapsedTime(since);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left);
            }

            await InjectAsync(fault);
        }));
    }

    /// <summary>Does one fault; done when it is over.</summary>
    public async Task InjectAsync(Fault fault)
    {
        var lasts = TimeSpan.FromMilliseconds(fault.LastsMs);
        if (fault.Node == Fault.Postgres)
        {
            await HurtPostgresAsync(fault, lasts);
            return;
        }

        var node = topology.Nodes.First(one => one.Name == fault.Node);
        await _turns.BeginAsync(node);
        try
        {
            if (node.IsRunning)
            {
                await HurtAsync(node, fault, lasts);
            }
        }
        finally
        {
            _turns.End(node);
        }
    }

    // One that does not run has ended by itself, and is about to be started again.
    private async Task HurtAsync(ChatNode node, Fault fault, TimeSpan lasts)
    {
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                await EndAsync(node, fault, lasts, node.KillAsync);
                break;
            case FaultKind.Roll:
                await EndAsync(node, fault, lasts, () => TerminateAsync(node));
                break;
            case FaultKind.Pause:
                await node.PauseAsync();
                Note(fault);
                await Task.Delay(lasts);
                await node.ResumeAsync();
                break;
            case FaultKind.Cut when network is not null:
                await network.CutAsync(node.Name);
                Note(fault);
                await Task.Delay(lasts);
                await network.MendAsync(node.Name);
                break;
            default:
                throw new InvalidOperationException($"{fault.Kind} of {fault.Node} can't be done here.");
        }
    }

    private async Task EndAsync(ChatNode node, Fault fault, TimeSpan lasts, Func<Task> end)
    {
        await supervisor.HoldAsync(node);
        try
        {
            // What has ended by itself meanwhile is the supervisor's.
            if (node.IsRunning)
            {
                Note(fault);
                await end();
                await Task.Delay(lasts);
                await node.BeginAsync();
            }
        }
        finally
        {
            supervisor.Release(node);
        }
    }

    private async Task TerminateAsync(ChatNode node)
    {
        var code = await node.TerminateAsync();
        if (code != 0)
        {
            _wrong.Enqueue($"{node.Name} ended with {code} at SIGTERM");
        }

        // What waits for a grain that does not end waits for as long as a silo may take to stop.
        if (node.Output.Contains("failed to deactivate promptly", StringComparison.Ordinal))
        {
            _wrong.Enqueue($"{node.Name} ended without some of its grains");
        }
    }

    private async Task HurtPostgresAsync(Fault fault, TimeSpan lasts)
    {
        Note(fault);
        if (fault.Kind == FaultKind.KillPostgres)
        {
            await topology.Postgres.KillAsync();
            await Task.Delay(lasts);
            await topology.Postgres.RestartAsync();
        }
        else
        {
            topology.Postgres.Pause();
            await Task.Delay(lasts);
            topology.Postgres.Resume();
        }
    }

    private void Note(Fault fault) => _done.Enqueue(new InjectedFault(fault, Stopwatch.GetTimestamp()));
}
