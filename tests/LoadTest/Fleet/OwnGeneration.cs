using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Scenarios;
using ChatOrleans.LoadTest.Screen;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>A scenario in this process.</summary>
/// <param name="scenario">What it does.</param>
/// <param name="recorder">What it measures.</param>
internal sealed class OwnGeneration(IScenario scenario, Recorder recorder) : IGeneration
{
    public Task<HeldTime> Held => recorder.Held;

    public Progress Look() => Progress.Of(recorder);

    public async Task<RunOutcome> RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, recorder.Stopped);
        var measuring = HoldMeter.MeasureAsync(recorder.Held, serverPid: null, over.Token);
        try
        {
            await scenario.RunAsync(recorder, cancellationToken);
        }
        catch (SetUpException exception) when (recorder.HoldKnown.IsCompleted)
        {
            recorder.Fail(exception.Message);
        }
        catch (OperationCanceledException) when (recorder.HoldKnown.IsCompleted)
        {
            recorder.Fail("It was stopped by hand.");
        }
        finally
        {
            await over.CancelAsync();
        }

        return recorder.Outcome((await measuring)?.Generator);
    }
}
