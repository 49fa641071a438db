using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Screen;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>
/// A scenario in several processes. All of them measure the same time, and they stand or fall together: when one is lost,
/// the others end too, and what they found is a run that ended early.
/// </summary>
/// <param name="generators">Who does it.</param>
/// <param name="scenario">What they do.</param>
internal sealed class Crew(IReadOnlyList<GeneratorLink> generators, IDivisibleScenario scenario) : IGeneration, IAsyncDisposable
{
    /// <summary>Thousands of connections and threads are opened before the measured time.</summary>
    private static readonly TimeSpan GatheringDeadline = TimeSpan.FromMinutes(30);

    /// <summary>What a generator that is told to stop may take to settle and to audit.</summary>
    private static readonly TimeSpan StopDeadline = TimeSpan.FromMinutes(3);

    private readonly TaskCompletionSource<HeldTime> _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _giveUp = new();
    private string? _failure;
    private volatile bool _begun;

    public Task<HeldTime> Held => _held.Task;

    public Progress Look()
    {
        var heard = generators.Select(generator => generator.Latest).OfType<Progress>().ToList();
        return heard.Count == 0 ? Progress.Nothing : heard.Aggregate((one, two) => one.Add(two));
    }

    public async Task<RunOutcome> RunAsync(CancellationToken cancellationToken)
    {
        await using var stopping = cancellationToken.Register(() => Fail("It was stopped by hand."));
        await Task.WhenAll(generators.Select((generator, i) =>
            TellAsync(generator, new FleetMessage { Kind = FleetMessageKind.Part, Part = scenario.Part(i, generators.Count) })));
        var outcomes = generators.Select(ListenAsync).ToList();
        await BeginTogetherAsync();
        var found = (await Task.WhenAll(outcomes)).OfType<RunOutcome>().ToList();
        if (found.Count == 0 || (_failure is not null && !_begun))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SetUpException(_failure ?? "No generator told an outcome.");
        }

        var outcome = found.Aggregate((one, two) => one.Add(two));
        return outcome with { Failure = _failure ?? outcome.Failure };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var generator in generators)
        {
            await generator.DisposeAsync();
        }

        _giveUp.Dispose();
    }

    /// <summary>Says go when the ramps of all are over.</summary>
    private async Task BeginTogetherAsync()
    {
        try
        {
            await Task.WhenAll(generators.Select(generator => generator.Met)).WaitAsync(GatheringDeadline, _giveUp.Token);
        }
        catch (TimeoutException)
        {
            Fail($"Not all generators were connected within {GatheringDeadline.TotalMinutes:F0} minutes.");
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (Volatile.Read(ref _failure) is null)
        {
            _begun = true;
            await Task.WhenAll(generators.Select(generator => TellAsync(generator, new FleetMessage { Kind = FleetMessageKind.Go })));
            _ = PassOnHeldAsync();
        }
    }

    private async Task<RunOutcome?> ListenAsync(GeneratorLink generator)
    {
        try
        {
            var (outcome, left) = await generator.ListenAsync(_giveUp.Token);
            if (left is { } known)
            {
                scenario.TakeBack(known);
            }

            if (outcome.Failure is not null)
            {
                Fail($"{generator.Name}: {outcome.Failure}");
            }

            return outcome;
        }
        catch (SetUpException exception)
        {
            Fail(exception.Message);
            return null;
        }
        catch (OperationCanceledException)
        {
            // It was told to stop, and did not in time.
            return null;
        }
    }

    /// <summary>Whoever is lost, its own <see cref="ListenAsync"/> says so.</summary>
    private static async Task TellAsync(GeneratorLink generator, FleetMessage message)
    {
        try
        {
            await generator.TellAsync(message, CancellationToken.None);
        }
        catch (IOException)
        {
        }
    }

    private async Task PassOnHeldAsync()
    {
        var first = await Task.WhenAny(generators.Select(generator => generator.Held));
        _held.TrySetResult(await first);
    }

    private void Fail(string reason)
    {
        if (Interlocked.CompareExchange(ref _failure, reason, null) is not null)
        {
            return;
        }

        _giveUp.CancelAfter(StopDeadline);
        foreach (var generator in generators)
        {
            _ = TellAsync(generator, new FleetMessage { Kind = FleetMessageKind.Stop, Reason = reason });
        }
    }
}
