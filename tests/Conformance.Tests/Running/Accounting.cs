using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>Holds the history against what was said: nothing lost, nothing doubled, nothing in another order.</summary>
internal static class Accounting
{
    /// <summary>What is wrong with the history, in words.</summary>
    public static IReadOnlyList<string> Breaches(Story story, IReadOnlyList<MessageShape> history)
    {
        var stored = history.ToLookup(message => (message.SenderId, message.ClientMessageId));
        var breaches = new List<string>();
        foreach (var sent in story.Ledger.Sent)
        {
            var times = stored[(sent.Person.Account.UserId, sent.Id)].Count();
            var wanted = story.Scenario.Unstored.Contains(sent.Text) ? 0 : 1;
            if (times != wanted)
            {
                breaches.Add($"'{sent.Text}' of {sent.Person.Name} is stored {times} times, not {wanted}.");
            }
        }

        if (history.Count > story.Ledger.Sent.Count)
        {
            breaches.Add($"{history.Count} messages are stored, {story.Ledger.Sent.Count} were sent.");
        }

        breaches.AddRange(
            from device in story.Devices
            let said = story.Ledger.Sent.Where(sent => sent.Device == device && !sent.IsRetried).Select(sent => sent.Id).ToArray()
            let kept = history.Where(message => message.SenderId == device.Person.Account.UserId).Select(message => message.ClientMessageId).Where(said.Contains).ToArray()
            where !kept.SequenceEqual(said.Where(kept.Contains))
            select $"{device.Name} has sent {string.Join(' ', said)}, and the server has them as {string.Join(' ', kept)}.");
        return breaches;
    }

    /// <summary>What is wrong with what a device's application was told, in words.</summary>
    public static IReadOnlyList<string> ToldBreaches(Device device, DeviceSnapshot snapshot, Story story, IReadOnlyList<MessageShape> history)
    {
        var told = snapshot.Told.GetValueOrDefault(story.Thread) ?? [];
        var breaches = new List<string>();
        if (!told.SequenceEqual(told.Distinct().Order()))
        {
            breaches.Add($"{device.Name} was told of the messages {string.Join(' ', told)}: doubled or out of order.");
        }

        var silent = history.Where(message => message.DeletedAt is null).Select(message => message.Seq).Except(told).ToArray();
        if (device.WasThroughout && silent.Length > 0)
        {
            breaches.Add($"{device.Name} was never told of the messages {string.Join(' ', silent)}.");
        }

        return breaches;
    }
}
