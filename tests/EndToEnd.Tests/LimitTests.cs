using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>What the limits do as they are shipped.</summary>
public sealed class LimitTests(DefaultServer shipped) : IClassFixture<DefaultServer>
{
    private ChatServer Server => shipped.Server;

    [Fact]
    public async Task Ten_thousand_sends_at_once_are_mostly_refused_and_the_connection_lives()
    {
        const int Burst = 100;
        const int Flood = 10_000;
        await using var talk = await Conversation.StartAsync(Server);
        var sends = Enumerable.Range(0, Flood).Select(number => talk.AdaClient.SendAsync(talk.ThreadId, $"f-{number}", "flood")).ToArray();
        var answers = await Task.WhenAll(sends);
        var stored = answers.Where(answer => answer.Ok).Select(answer => answer.Must()).ToArray();
        Assert.InRange(stored.Length, Burst, Flood / 2);
        Assert.Equal(Enumerable.Range(2, stored.Length).Select(seq => (long)seq), stored.Select(ack => ack.Seq));
        Assert.All(answers.Where(answer => !answer.Ok), answer => Assert.InRange(answer.MustRefuse("rate_limited").RetryAfterMs ?? 0, 1, 60_000));

        // The flooder still gets answers, a stored one retried gets its own, and the peer can write at once.
        Assert.Equal(stored.Length + 1, Assert.Single((await talk.AdaClient.SyncAsync()).Must().Threads).LastSeq);
        Assert.True((await talk.AdaClient.SendAsync(talk.ThreadId, "f-0", "flood")).Must().Duplicate);
        Assert.Equal(stored.Length + 2, (await talk.BobClient.SendAsync(talk.ThreadId, "b-1", "calm")).Must().Seq);
        await talk.BobClient.ExpectEventAsync(talk.ThreadId, stored.Length + 2);
    }

    [Fact]
    public async Task Guessing_passwords_is_limited()
    {
        var account = await Server.RegisterAsync("ada");
        var refusal = await UntilLimitedAsync(number => Server.Api.PostAsync(
            "/auth/login", new { handle = account.Handle, password = $"guess number {number}" }));
        Assert.InRange(refusal.RetryAfterMs ?? 0, 1, 3_600_000);
    }

    [Fact]
    public async Task Searching_people_is_limited()
    {
        var account = await Server.RegisterAsync("ada");
        await UntilLimitedAsync(number => Server.Api.GetAsync($"/users?query=person.{number}", account.AccessToken));
    }

    [Fact]
    public async Task Searching_messages_is_limited_over_hub_and_HTTP_together()
    {
        var account = await Server.RegisterAsync("ada");
        await using var client = await Server.ConnectAsync(account);
        await UntilLimitedAsync(number => Server.Api.GetAsync($"/search/messages?query=word{number}", account.AccessToken));
        for (var attempt = 0; attempt < 500; attempt++)
        {
            if (await client.SearchAsync("word") is { Ok: false } refused)
            {
                Assert.InRange(refused.MustRefuse("rate_limited").RetryAfterMs ?? 0, 1, 3_600_000);
                return;
            }
        }

        Assert.Fail("500 searches met no limit.");
    }

    [Fact]
    public async Task Opening_is_limited()
    {
        var accounts = await Task.WhenAll(Server.RegisterAsync("ada"), Server.RegisterAsync("bob"));
        await using var client = await Server.ConnectAsync(accounts[0]);
        for (var attempt = 0; attempt < 500; attempt++)
        {
            if (await client.OpenThreadAsync(accounts[1].UserId) is { Ok: false } refused)
            {
                Assert.InRange(refused.MustRefuse("rate_limited").RetryAfterMs ?? 0, 1, 3_600_000);
                return;
            }
        }

        Assert.Fail("500 openings met no limit.");
    }

    [Fact]
    public async Task Guessing_ones_own_password_is_limited()
    {
        var account = await Server.RegisterAsync("ada");
        await UntilLimitedAsync(number => Server.Api.ChangePasswordAsync(
            account.AccessToken, $"guess number {number}", "an entirely different one"));

        await UntilLimitedAsync(number => Server.Api.DeactivateAsync(account.AccessToken, $"guess number {number}"));
    }

    [Fact]
    public async Task Asking_for_mail_is_limited_whoever_is_named()
    {
        var account = await Server.RegisterAsync("ada");
        foreach (var name in new[] { account.Handle, $"nobody.{Random.Shared.Next(1_000_000_000)}" })
        {
            await UntilLimitedAsync(_ => Server.Api.ForgotPasswordAsync(name));
        }
    }

    [Fact]
    public async Task Looking_at_sessions_is_limited()
    {
        var account = await Server.RegisterAsync("ada");
        await UntilLimitedAsync(_ => Server.Api.GetAsync("/sessions", account.AccessToken));
    }

    [Fact]
    public async Task Of_too_many_connections_the_oldest_closes_for_good()
    {
        const int Limit = 50;
        var account = await Server.RegisterAsync("ada");
        var clients = new List<ChatClient>();
        try
        {
            for (var number = 0; number <= Limit; number++)
            {
                clients.Add(await Server.ConnectAsync(account));
            }

            // One that a client is not invited to come back after: two devices would drive each other out for ever.
            Assert.False((await clients[0].Hub.Closed.WaitAsync(Wire.Deadline)).AllowReconnect);
            (await clients[1].SyncAsync()).Must();
            (await clients[Limit].SyncAsync()).Must();
        }
        finally
        {
            foreach (var client in clients)
            {
                await client.DisposeAsync();
            }
        }
    }

    private static async Task<RefusalShape> UntilLimitedAsync(Func<int, Task<HttpAnswer>> call)
    {
        for (var attempt = 0; attempt < 500; attempt++)
        {
            var answer = await call(attempt);
            if (answer.Status == HttpStatusCode.TooManyRequests)
            {
                var refusal = answer.MustRefuse(HttpStatusCode.TooManyRequests, "rate_limited");
                // The header says in whole seconds what the body says in milliseconds.
                Assert.Equal(Math.Ceiling(refusal.RetryAfterMs!.Value / 1_000.0), answer.RetryAfter?.TotalSeconds);
                return refusal;
            }
        }

        throw new ExpectationException("500 calls met no limit.");
    }
}
