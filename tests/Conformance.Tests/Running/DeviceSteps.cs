using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.Conformance.Tests.Scenarios;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>The steps that a device does, and those that happen to it.</summary>
internal sealed class DeviceSteps(Story story)
{
    public async Task DoAsync(Step step)
    {
        var device = story.Device(step.By);
        switch (step.Do)
        {
            case Verb.SignIn:
                await CallAsync(step, "signInWithHostToken", new { token = device.Person.HostToken() });
                break;
            case Verb.Open:
                var opened = await CallAsync(step, "openThread", new { with = story.PeerOf(device).Account.UserId });
                story.ThreadId = (string)opened!["threadId"]!;
                break;
            case Verb.Close:
                await CallAsync(step, "closeThread", new { threadId = story.Thread });
                break;
            case Verb.Send:
                await SendAsync(step, device);
                break;
            case Verb.Edit:
            case Verb.Delete:
            case Verb.React:
                await ChangeAsync(step, device);
                break;
            case Verb.Retry:
            case Verb.Discard:
                await ReconsiderAsync(step);
                break;
            case Verb.Read:
                await ReadAsync(device);
                break;
            case Verb.LoadBefore:
                await CallAsync(step, "loadBefore", new { threadId = story.Thread });
                break;
            case Verb.Upload:
                await UploadAsync(step);
                break;
            case Verb.Block:
                await CallAsync(step, "block", new { userId = story.PeerOf(device).Account.UserId, blocked = step.On });
                break;
            case Verb.Clock:
                await CallAsync(step, "jump", new { ms = (long)step.Jump.TotalMilliseconds });
                break;
            case Verb.Revoke:
                foreach (var revoked in story.Devices.Where(other => other.Person == device.Person))
                {
                    Forget(revoked);
                }

                (await ServerCalls.CallAsync(() => story.Api.DeleteAsync("/sessions", device.Person.Account.AccessToken))).MustBe(HttpStatusCode.NoContent);
                break;
            case Verb.Kill:
                Forget(device);
                await device.KillAsync();
                break;
            case Verb.Revive:
                await device.StartAsync(DriverPool.StartOwn(story.Client));
                await device.CallAsync("restore");
                break;
            case Verb.Fill:
                await FillAsync(step, device.Person);
                break;
            default:
                await CallAsync(step, JsonNamingPolicy.CamelCase.ConvertName(step.Do.ToString()));
                break;
        }
    }

    /// <summary>Raises the read watermark to the newest message that the device shows as stored.</summary>
    public async Task ReadAsync(Device device)
    {
        var newest = story.ThreadOf(await device.SnapshotAsync())?.Messages.Max(message => message.Seq);
        if (newest is { } seq)
        {
            await device.CallAsync("markRead", new { threadId = story.Thread, seq });
        }
    }

    private Task<JsonNode?> CallAsync(Step step, string verb, object? arguments = null) =>
        Story.CallAsync(story.Device(step.By), verb, arguments, step.Refused);

    private async Task SendAsync(Step step, Device device)
    {
        long? replyTo = step.ReplyTo is { } text ? await story.SeqAsync(device, text) : null;
        var attachments = step.Files.Count == 0 ? null : step.Files.Select(name => story.Uploads[name].DeepClone());
        foreach (var message in Texts(step).Select(text => story.Ledger.Add(text, device.Person, device)).ToArray())
        {
            await CallAsync(step, "send", new { threadId = story.Thread, clientMessageId = message.Id, text = message.Text, replyTo, attachments });
        }
    }

    private async Task ChangeAsync(Step step, Device device)
    {
        var seq = await story.SeqAsync(device, step.Of!);
        var threadId = story.Thread;
        await (step.Do switch
        {
            Verb.Edit => CallAsync(step, "edit", new { threadId, seq, text = step.Text }),
            Verb.Delete => CallAsync(step, "delete", new { threadId, seq }),
            _ => CallAsync(step, "react", new { threadId, seq, emoji = step.Emoji, added = step.On }),
        });
    }

    private async Task ReconsiderAsync(Step step)
    {
        var verb = step.Do == Verb.Retry ? "retry" : "discard";
        var message = story.Ledger[step.Of!];
        message.IsRetried = true;
        if (!(bool)(await CallAsync(step, verb, new { threadId = story.Thread, clientMessageId = message.Id }))!)
        {
            throw new ExpectationException($"The client would not {verb} '{step.Of}'.");
        }
    }

    private async Task UploadAsync(Step step)
    {
        var name = step.Files.Single();
        var bytes = Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('x', step.Size)));
        var answer = await CallAsync(step, "upload", new { threadId = story.Thread, name, bytes });
        story.Uploads[name] = answer!;
    }

    // What was on its way from it is nobody's promise any more, and its application is told of nothing for a while.
    private void Forget(Device device)
    {
        device.WasThroughout = false;
        foreach (var message in story.Ledger.Sent.Where(message => message.Device == device))
        {
            message.IsOrphaned = true;
        }
    }

    private Task FillAsync(Step step, Person person) => Parallel.ForEachAsync(
        Texts(step).Select(text => story.Ledger.Add(text, person, device: null)).ToArray(),
        new ParallelOptions { MaxDegreeOfParallelism = 8 },
        async (message, _) =>
        {
            // Made again it may have been stored at the first time.
            var answer = await ServerCalls.CallAsync(() => story.Api.SendAsync(person.Account.AccessToken, story.Thread, message.Id, message.Text));
            if (answer.Status != HttpStatusCode.OK)
            {
                answer.MustBe(HttpStatusCode.Created);
            }
        });

    private static IEnumerable<string> Texts(Step step) => step.Count == 1
        ? [step.Text!]
        : Enumerable.Range(1, step.Count).Select(number => $"{step.Text} {number}");
}
