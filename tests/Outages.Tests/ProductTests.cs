using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.Outages.Tests;

/// <summary>The product's process while its PostgreSQL stands still, dies or starts again: what clients are told, and what is there afterwards.</summary>
public class ProductTests(LogServer server) : IClassFixture<LogServer>
{
    [Theory]
    [InlineData("paused")]
    [InlineData("killed")]
    [InlineData("restarted")]
    public async Task Send_PostgresGone_RefusedWithAValueAndStoredOnceWhenItIsBack(string how)
    {
        await using var product = await Product.StartAsync(server.Postgres.ConnectionString);
        var (ada, bob) = (await product.RegisterAsync("ada"), await product.RegisterAsync("bob"));
        await using var client = await product.ConnectAsync(ada);
        var threadId = (await client.OpenThreadAsync(bob.Handle)).Must().ThreadId;
        var acknowledged = new Dictionary<string, long>();
        Take("before", await client.SendAsync(threadId, "before", "text of before"));
        await GoAwayAsync(how);

        // Reads are refused soon, sends are held for longer; over HTTP nothing is ever a 500.
        string[] ids = [.. Enumerable.Range(1, 12).Select(n => $"m{n}")];
        var sends = ids.Select(id => client.SendAsync(threadId, id, $"text of {id}")).ToList();
        Task<HttpAnswer>[] commands =
        [
            product.Api.SendAsync(ada.AccessToken, threadId, "http", "text of http"),
            product.Api.CloseThreadAsync(bob.AccessToken, threadId),
        ];
        var reads = await Task.WhenAll(
            product.Api.GetAsync("/threads", ada.AccessToken),
            product.Api.GetAsync($"/threads/{threadId}/messages", ada.AccessToken),
            product.Api.GetAsync("/users?query=ada", ada.AccessToken));
        if (how == "paused")
        {
            Assert.All(reads, answer =>
                Assert.InRange(answer.MustRefuse(HttpStatusCode.ServiceUnavailable, "unavailable").RetryAfterMs!.Value, 1, 60_000));
        }

        ComeBack(how);
        Assert.All(reads.Concat(await Task.WhenAll(commands)), answer => Assert.NotEqual(HttpStatusCode.InternalServerError, answer.Status));
        foreach (var (id, send) in ids.Zip(await Task.WhenAll(sends)))
        {
            Take(id, send);
        }

        await product.WaitUntilReadyAsync();
        Assert.True(product.IsRunning);
        (await client.OpenThreadAsync(bob.Handle)).Must();
        foreach (var id in ids)
        {
            Take(id, (await client.SendAsync(threadId, id, $"text of {id}")) is { Ok: true } answer ? answer : throw new ExpectationException($"{id} is not stored."));
        }

        // Every message is there once, at the place that was acknowledged, and the log has no hole.
        var events = (await client.SyncAsync(new Dictionary<string, long> { [threadId] = 0 })).Must().Events[threadId];
        Assert.Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq), events.Select(e => e.Seq));
        Assert.Equal(ids.Append("before").Order(), events.Where(e => e.Type == "message" && e.ClientMessageId != "http").Select(e => e.ClientMessageId!).Order());
        Assert.All(acknowledged, entry => Assert.Equal(entry.Key, events[(int)entry.Value - 1].ClientMessageId));

        void Take(string id, Answer<AckShape> answer)
        {
            if (answer.Ok)
            {
                acknowledged.TryAdd(id, answer.Value!.Seq);
                Assert.Equal(acknowledged[id], answer.Value!.Seq);
            }
            else
            {
                // Closing may have got through.
                Assert.Contains(answer.Error!.Code, Outages.Append("thread_inactive"));
                Assert.Equal(Outages.Contains(answer.Error.Code), answer.Error.RetryAfterMs is >= 1 and <= 60_000);
            }
        }
    }

    private static string[] Outages => ["overloaded", "unavailable"];

    private async Task GoAwayAsync(string how)
    {
        switch (how)
        {
            case "paused":
                server.Postgres.Pause();
                break;
            case "killed":
                await server.Postgres.KillAsync();
                await server.Postgres.RestartAsync();
                break;
            default:
                await server.Postgres.RestartAsync();
                break;
        }
    }

    private void ComeBack(string how)
    {
        if (how == "paused")
        {
            server.Postgres.Resume();
        }
    }
}
