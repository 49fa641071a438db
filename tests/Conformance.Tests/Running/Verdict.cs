using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>Holds every device against the server, and the server against what people have said.</summary>
internal sealed class Verdict(Story story, DeviceSteps steps)
{
    private const int Page = 100;

    private readonly ServerView _server = new(story);

    public async Task PassAsync()
    {
        foreach (var fault in story.Faults.Values)
        {
            await WireSteps.StruckAsync(fault);
        }

        await SayGoodbyeAsync();
        await Task.WhenAll(story.Devices.Select(AgreeAsync));
        await Task.WhenAll(story.Devices.Select(steps.ReadAsync));
        await Task.WhenAll(story.Devices.Select(AgreeAsync));

        var history = await _server.HistoryAsync();
        Keep(Accounting.Breaches(story, history));
        await SettleAsync(history);
    }

    // Behind the last word of each, nothing of what was said before can still be on its way.
    private async Task SayGoodbyeAsync()
    {
        foreach (var device in story.Devices)
        {
            await Story.UntilAsync(device, snapshot => new(snapshot.State == "online" ? null : $"is {snapshot.State} in the end"));
        }

        var goodbyes = new List<SentMessage>();
        foreach (var device in story.Devices.DistinctBy(device => device.Person))
        {
            var goodbye = story.Ledger.Add($"goodbye of {device.Name}", device.Person, device);
            goodbyes.Add(goodbye);
            await device.CallAsync("send", new { threadId = story.Thread, clientMessageId = goodbye.Id, text = goodbye.Text });
        }

        foreach (var device in story.Devices)
        {
            await Story.UntilAsync(device, snapshot => new(goodbyes
                .Where(goodbye => story.Shown(snapshot, goodbye) is not { Seq: not null })
                .Select(goodbye => $"does not show '{goodbye.Text}' as stored, but as {story.Shown(snapshot, goodbye)}")
                .FirstOrDefault()));
        }
    }

    private Task AgreeAsync(Device device) => Story.UntilAsync(device, async snapshot =>
    {
        if (story.ThreadOf(snapshot) is not { } thread)
        {
            return "does not know the thread";
        }

        if (thread.HasBefore)
        {
            await Story.CallAsync(device, "loadBefore", new { threadId = story.Thread, limit = Page });
            return "does not show the whole thread";
        }

        return await _server.DifferenceAsync(device, thread);
    });

    // What was acknowledged is in the history, under the number that it was acknowledged with.
    private async Task SettleAsync(IReadOnlyList<MessageShape> history)
    {
        foreach (var sent in story.Ledger.Sent.Where(sent => sent is { Device: not null, IsOrphaned: false, IsRetried: false } && !story.Scenario.Unstored.Contains(sent.Text)))
        {
            var answer = await sent.Device!.CallAsync("settled", new { clientMessageId = sent.Id });
            var seq = answer!["seq"]!.GetValue<long>();
            var stored = history.FirstOrDefault(message => message.Seq == seq);
            if (stored?.ClientMessageId != sent.Id || stored.SenderId != sent.Person.Account.UserId)
            {
                throw new ExpectationException($"'{sent.Text}' was acknowledged as {seq}, where the history has {stored}.");
            }
        }

        foreach (var device in story.Devices)
        {
            Keep(Accounting.ToldBreaches(device, await device.SnapshotAsync(), story, history));
        }
    }

    private static void Keep(IReadOnlyList<string> breaches)
    {
        if (breaches.Count > 0)
        {
            throw new ExpectationException(string.Join(Environment.NewLine, breaches));
        }
    }
}
