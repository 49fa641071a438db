using System.Text.Json.Nodes;
using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.Conformance.Tests.Proxy;
using ChatOrleans.Conformance.Tests.Scenarios;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>The steps that something goes wrong by on the wire.</summary>
internal sealed class WireSteps(Story story)
{
    private const string Door = "door";

    public async Task DoAsync(Step step)
    {
        var line = story.Device(step.By).Line;
        switch (step.Do)
        {
            case Verb.Fault:
                Add(step);
                break;
            case Verb.Release:
                await line.ReleaseAsync();
                break;
            case Verb.Heal:
                await line.HealAsync();
                break;
            case Verb.Cut:
                line.Cut();
                break;
            default:
                await line.PushAsync(step.Target!, Named(step.With ?? []));
                break;
        }
    }

    /// <summary>Waits until a fault has struck.</summary>
    public static async Task StruckAsync(Fault fault)
    {
        try
        {
            await fault.Struck.WaitAsync(Device.Patience);
        }
        catch (TimeoutException exception)
        {
            throw new ExpectationException($"Nothing came for the fault {fault}.", exception);
        }
    }

    private void Add(Step step)
    {
        var at = step.At == Door ? DoorOf(story.Client) : step.At!;
        var fault = new Fault(new WirePattern(at), step.What!.Value)
        {
            Where = step.Where is null ? null : Named(step.Where),
            With = step.With is null ? null : Named(step.With),
            Skip = step.Skip,
            Times = step.Times,
        };
        story.Faults[step.Name ?? $"{step.By} {step.At} {story.Faults.Count}"] = fault;
        story.Device(step.By).Line.Add(fault);
    }

    // Where a client shows its access token in order to connect: what runs in browsers can't at the upgrade.
    private static string DoorOf(ClientKind client) => client == ClientKind.TypeScript ? "POST /connections/tickets" : "upgrade";

    // "{thread}" and the persons' names in braces stand for their ids, which no file can know.
    private JsonObject Named(JsonObject fields)
    {
        var text = fields.ToJsonString().Replace("{thread}", story.ThreadId, StringComparison.Ordinal);
        foreach (var person in story.Devices.Select(device => device.Person).Distinct())
        {
            text = text.Replace($"{{{person.Name}}}", person.Account.UserId, StringComparison.Ordinal);
        }

        return JsonNode.Parse(text)!.AsObject();
    }
}
