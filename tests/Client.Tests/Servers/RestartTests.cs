using ChatOrleans.Client.Tests.Fakes;
using ChatOrleans.TestKit;

namespace ChatOrleans.Client.Tests.Servers;

/// <summary>A server of its own, which is killed.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task What_was_sent_around_a_kill_of_the_server_arrives_once_and_in_order()
    {
        const int Count = 40;
        await using var server = await ChatServer.StartAsync();
        await using var relay = new Relay(() => server.Url);
        await using var pair = await Pair.MeetAsync(relay.Url);
        var sent = Enumerable.Range(0, Count).Select(number => pair.Ada.Send(pair.ThreadId, $"before {number}")).ToList();

        // The first answer means that the rest is on its way; the kill meets it anywhere.
        await sent[0].Settled.OrFailAsync();
        await server.KillAsync();
        relay.Cut();
        sent.AddRange(Enumerable.Range(0, Count).Select(number => pair.Ada.Send(pair.ThreadId, $"after {number}")));
        await server.RestartAsync();
        pair.Ada.ReconnectNow();
        pair.Bob.ReconnectNow();
        foreach (var one in sent)
        {
            await one.Settled.OrFailAsync();
        }

        var texts = Enumerable.Range(0, Count).Select(number => $"before {number}").Concat(Enumerable.Range(0, Count).Select(number => $"after {number}"));
        foreach (var client in new[] { pair.Ada, pair.Bob })
        {
            var thread = await client.ThreadAsync(pair.ThreadId, one => one.LastMessage?.Text == $"after {Count - 1}" && one.LastSeq == one.LastMessage.Seq);
            Assert.Equal(texts, thread.Messages.Select(message => message.Text));
        }

        Assert.Equal(2 * Count, pair.Bob.TotalUnread);
    }
}
