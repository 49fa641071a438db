using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.Conformance.Tests.Scenarios;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>Does a scenario's steps, one after the other.</summary>
internal sealed class StepRunner(Story story, StoryServer server, DeviceSteps devices)
{
    private readonly WireSteps _wire = new(story);
    private readonly Conditions _conditions = new(story);

    public async Task RunAsync()
    {
        for (var number = 0; number < story.Scenario.Steps.Count; number++)
        {
            var step = story.Scenario.Steps[number];
            try
            {
                if (step.Wait)
                {
                    await DoAsync(step);
                }
                else
                {
                    story.Background.Add(DoAsync(step));
                }
            }
            catch (Exception exception) when (exception is ExpectationException or DriverRefusalException)
            {
                throw new ExpectationException($"Step {number + 1}, {step}: {exception.Message}", exception);
            }
        }

        await Task.WhenAll(story.Background);
    }

    private async Task DoAsync(Step step)
    {
        if (step.Refused is null)
        {
            await TryAsync(step);
            return;
        }

        try
        {
            await TryAsync(step);
        }
        catch (DriverRefusalException refusal) when (refusal.Code == step.Refused)
        {
            return;
        }

        throw new ExpectationException($"It was to be refused with {step.Refused}, and was not.");
    }

    private Task TryAsync(Step step) => step.Do switch
    {
        Verb.KillServer or Verb.StopServer or Verb.StartServer or Verb.ChangeEpoch => server.MeetAsync(step.Do),
        Verb.Fault or Verb.Release or Verb.Heal or Verb.Cut or Verb.Push => _wire.DoAsync(step),
        Verb.Await => AwaitAsync(step),
        _ => devices.DoAsync(step),
    };

    private async Task AwaitAsync(Step step)
    {
        if (step.Until.Fault is { } name)
        {
            await WireSteps.StruckAsync(story.Faults[name]);
        }

        if (step.By is { } by)
        {
            await Story.UntilAsync(story.Device(by), snapshot => new(_conditions.Lacking(step.Until, snapshot)));
        }
    }
}
