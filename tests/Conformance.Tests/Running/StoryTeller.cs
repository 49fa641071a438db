using System.Net;
using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.Conformance.Tests.Scenarios;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>Runs a scenario with one client, from registering people to the verdict.</summary>
internal static class StoryTeller
{
    /// <summary>Done when the scenario has held; what did not hold is told in words.</summary>
    public static async Task TellAsync(Scenario scenario, ClientKind client, Surroundings surroundings)
    {
        var devices = await DevicesAsync(scenario, surroundings);
        var story = new Story(scenario, client, surroundings.Server.Api, devices);
        try
        {
            foreach (var device in devices)
            {
                await device.StartAsync(device.Folder is null ? surroundings.Drivers.Shared(client) : DriverPool.StartOwn(client));
            }

            var steps = new DeviceSteps(story);
            await BeginAsync(story);
            await new StepRunner(story, surroundings.Server, steps).RunAsync();
            await new Verdict(story, steps).PassAsync();
        }
        catch (Exception exception) when (exception is ExpectationException or DriverRefusalException)
        {
            throw new ExpectationException(await ReportAsync(story, exception), exception);
        }
        finally
        {
            foreach (var device in devices)
            {
                await device.DisposeAsync();
                await surroundings.Proxy.ReturnAsync(device.Line);
            }
        }
    }

    private static async Task<Device[]> DevicesAsync(Scenario scenario, Surroundings surroundings)
    {
        var people = new Dictionary<string, Person>();
        var killed = scenario.Steps.Where(step => step.Do == Verb.Kill).Select(step => step.By).ToHashSet();
        var devices = new List<Device>();
        foreach (var name in scenario.Devices)
        {
            var owner = name.Split('.')[0];
            if (!people.TryGetValue(owner, out var person))
            {
                people[owner] = person = await MeetAsync(owner, surroundings);
            }

            devices.Add(new Device(name, person, surroundings.Proxy.Take(name, () => surroundings.Server.Url))
            {
                WasThroughout = scenario is { Begin: Beginning.Talking, Reset: false },
                Folder = killed.Contains(name) ? Directory.CreateTempSubdirectory("chat-conformance-") : null,
            });
        }

        return [.. devices];
    }

    private static async Task<Person> MeetAsync(string name, Surroundings surroundings)
    {
        var subject = $"{name}-{Guid.NewGuid():N}";
        string Token() => surroundings.Host.For(subject, name);
        var answer = await ServerCalls.CallAsync(() => surroundings.Server.Api.PostAsync("/auth/host", new { token = Token(), deviceName = "runner" }));
        var account = answer.Must<Account>(HttpStatusCode.OK);
        return new Person(name, account, Token);
    }

    private static async Task BeginAsync(Story story)
    {
        if (story.Scenario.Begin == Beginning.SignedOut)
        {
            return;
        }

        await Task.WhenAll(story.Devices.Select(async device =>
        {
            await Story.CallAsync(device, "signInWithHostToken", new { token = device.Person.HostToken() });
            await Story.CallAsync(device, "connect", null);
        }));
        if (story.Scenario.Begin == Beginning.Connected)
        {
            return;
        }

        var first = story.Devices[0];
        var opened = await Story.CallAsync(first, "openThread", new { with = story.PeerOf(first).Account.UserId });
        story.ThreadId = (string)opened!["threadId"]!;
        foreach (var device in story.Devices)
        {
            await Story.UntilAsync(device, snapshot => new(story.ThreadOf(snapshot) is { Active: true } ? null : "does not learn of the thread"));
            await Story.CallAsync(device, "loadBefore", new { threadId = story.Thread });
        }
    }

    private static async Task<string> ReportAsync(Story story, Exception exception)
    {
        var lines = new List<string> { exception.Message };
        foreach (var device in story.Devices)
        {
            lines.Add($"What passed for {device.Name}:");
            lines.Add(device.Line.Passed);
            try
            {
                lines.Add($"In the end: {await device.CallAsync("snapshot")}");
            }
            catch (ExpectationException ended)
            {
                lines.Add(ended.Message);
            }

            lines.Add(device.Errors);
        }

        return string.Join(Environment.NewLine, lines.Where(line => line.Length > 0));
    }
}
