using System.Diagnostics;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>Does a part of a scenario for a coordinator, and tells it how it goes and what it found.</summary>
/// <param name="channel">To the coordinator.</param>
/// <param name="make">Makes a scenario of what has travelled.</param>
internal sealed class Generator(LineChannel channel, Func<ScenarioPart, IDivisibleScenario> make)
{
    private static readonly TimeSpan PartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ProgressPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastWordDeadline = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs one part to its end.</summary>
    /// <exception cref="IOException">The coordinator is gone.</exception>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        var message = await channel.ReceiveAsync(LineChannel.MaxLine, PartDeadline, cancellationToken);
        if (message is not { Kind: FleetMessageKind.Part, Part: { } part })
        {
            throw new IOException("the coordinator did not say what to do");
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var recorder = new Recorder(MeetAsync);
        var listening = ListenAsync(recorder, ending);
        var telling = TellAsync(recorder, ending.Token);
        FleetMessage lastWord;
        try
        {
            var scenario = make(part);
            var outcome = await new OwnGeneration(scenario, recorder).RunAsync(ending.Token);
            lastWord = new FleetMessage { Kind = FleetMessageKind.Outcome, Outcome = outcome, Left = scenario.Leave() };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever it is, the coordinator has to know: it can only guess from the end of the connection.
            lastWord = new FleetMessage { Kind = FleetMessageKind.Failed, Reason = exception.Message };
        }

        using var last = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        last.CancelAfter(LastWordDeadline);
        await channel.SendAsync(lastWord, last.Token);
        await ending.CancelAsync();
        await Task.WhenAll(listening, telling);
    }

    private async Task MeetAsync(CancellationToken cancellationToken)
    {
        await channel.SendAsync(new FleetMessage { Kind = FleetMessageKind.Met }, cancellationToken);
        await _go.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Takes what the coordinator says; without a coordinator there is nothing to do it for.</summary>
    private async Task ListenAsync(Recorder recorder, CancellationTokenSource ending)
    {
        try
        {
            while (await channel.ReceiveAsync(LineChannel.MaxLine, Timeout.InfiniteTimeSpan, ending.Token) is { } message)
            {
                switch (message.Kind)
                {
                    case FleetMessageKind.Go:
                        _go.TrySetResult();
                        break;
                    case FleetMessageKind.Stop:
                        recorder.Fail(message.Reason ?? "The coordinator stopped the run.");
                        _go.TrySetCanceled(CancellationToken.None);
                        break;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The end of the run, or of the coordinator.
        }

        await ending.CancelAsync();
    }

    private async Task TellAsync(Recorder recorder, CancellationToken over)
    {
        try
        {
            var held = TellHeldAsync(recorder, over);
            using var timer = new PeriodicTimer(ProgressPeriod);
            while (await timer.WaitForNextTickAsync(over))
            {
                await channel.SendAsync(
                    new FleetMessage { Kind = FleetMessageKind.Progress, Progress = Screen.Progress.Of(recorder) }, over);
            }

            await held;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The listening side learns of it too.
        }
    }

    private async Task TellHeldAsync(Recorder recorder, CancellationToken over)
    {
        var held = await recorder.Held.WaitAsync(over);
        await channel.SendAsync(
            new FleetMessage
            {
                Kind = FleetMessageKind.Held,
                StartsInSeconds = (held.From - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency,
                Seconds = (held.To - held.From) / (double)Stopwatch.Frequency,
            },
            over);
    }
}
