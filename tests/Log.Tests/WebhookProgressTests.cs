using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Webhooks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Log.Tests;

/// <summary>Who tells what, and how far: on a real PostgreSQL, without anybody to tell.</summary>
[Collection(LogGroup.Name)]
public sealed class WebhookProgressTests(LogFixture fixture)
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    // Of its own for each test: they share a database.
    private readonly WebhookEndpoint _endpoint = new(
        $"e{Guid.NewGuid():N}"[..20],
        new WebhookEndpointOptions { Url = "https://shop.example", Secrets = { "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" } });

    private WebhookStore Store => new(fixture.Source);

    [Fact]
    public async Task ClaimAsync_ByTwoAtOnce_GivesEachThreadToOne()
    {
        var threads = Enumerable.Range(0, 40).Select(_ => ThreadId.NewRandom()).ToArray();
        await WantAsync(threads, 3);

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Store.ClaimAsync(_endpoint, 20, Long)));

        Assert.Equal(threads.Order(ById), claims.SelectMany(own => own).Select(claim => claim.ThreadId).Order(ById));
        Assert.Empty(await Store.ClaimAsync(_endpoint, 20, Long));
    }

    [Fact]
    public async Task FinishAsync_WhileTheLogWentOn_IsDueAgainAtOnce()
    {
        var thread = ThreadId.NewRandom();
        await WantAsync([thread], 3);
        var claim = Assert.Single(await Store.ClaimAsync(_endpoint, 1, Long));
        await WantAsync([thread], 5);
        Assert.Empty(await Store.ClaimAsync(_endpoint, 1, Long));

        await Store.FinishAsync(claim, toldSeq: 3);
        var next = Assert.Single(await Store.ClaimAsync(_endpoint, 1, Long));
        Assert.Equal((3L, 5L), (next.ToldSeq, next.WantedSeq));
        await Store.FinishAsync(next, toldSeq: 5);
        await WantAsync([thread], 5);
        Assert.Empty(await Store.ClaimAsync(_endpoint, 1, Long));
    }

    [Fact]
    public async Task FinishAsync_OfAClaimThatIsOver_ChangesNothing()
    {
        var thread = ThreadId.NewRandom();
        await WantAsync([thread], 3);
        var late = Assert.Single(await Store.ClaimAsync(_endpoint, 1, TimeSpan.Zero));
        var mine = Assert.Single(await Store.ClaimAsync(_endpoint, 1, Long));

        await Store.FinishAsync(late, toldSeq: 3);
        await Store.BuryAsync(late, seq: 1, "message.stored", attempts: 3, "late");
        await Store.PauseAsync(late, toldSeq: 2, attempts: 2, TimeSpan.Zero);

        Assert.Empty(await Store.ClaimAsync(_endpoint, 1, Long));
        Assert.DoesNotContain(await LettersAsync(), letter => letter.ThreadId == thread);
        await Store.PauseAsync(mine, toldSeq: 1, attempts: 2, TimeSpan.Zero);
        var again = Assert.Single(await Store.ClaimAsync(_endpoint, 1, Long));
        Assert.Equal((1L, 2), (again.ToldSeq, again.Attempts));
    }

    [Fact]
    public async Task BuryAsync_ThenReplay_IsTriedOnceMoreAndForgottenWhenTaken()
    {
        var thread = ThreadId.NewRandom();
        var dead = new DeadLetterStore(fixture.Source);
        await WantAsync([thread], 3);
        var claim = Assert.Single(await Store.ClaimAsync(_endpoint, 1, Long));
        await Store.BuryAsync(claim, seq: 2, "message.stored", attempts: 3, "status 500");

        var letter = Assert.Single(await LettersAsync(), one => one.ThreadId == thread);
        Assert.Equal(((long?)2, "message.stored", 3, "status 500", false), (letter.Seq, letter.Event, letter.Attempts, letter.Reason, letter.Replaying));
        Assert.Empty(await dead.ClaimAsync(_endpoint, 10, Long));
        Assert.Equal(0, await dead.ReplayAsync(new() { Endpoint = _endpoint.Name, ThreadId = ThreadId.NewRandom() }));
        Assert.Equal(1, await dead.ReplayAsync(new() { Endpoint = _endpoint.Name, ThreadId = thread, Seq = 2 }));
        Assert.Equal(0, await dead.ReplayAsync(new() { Endpoint = _endpoint.Name }));
        Assert.Equal([(thread.Value, 2L)], await dead.ClaimAsync(_endpoint, 10, Long));
        Assert.Empty(await dead.ClaimAsync(_endpoint, 10, Long));

        await dead.BuryAgainAsync(_endpoint, thread.Value, 2, "timeout");
        letter = Assert.Single(await LettersAsync(), one => one.ThreadId == thread);
        Assert.Equal((4, "timeout", false), (letter.Attempts, letter.Reason, letter.Replaying));
        await dead.RaiseAsync(_endpoint, thread.Value, 2);
        Assert.DoesNotContain(await LettersAsync(), one => one.ThreadId == thread);
    }

    [Fact]
    public async Task RunOnceAsync_AfterNotesWereLost_FindsEveryThreadThatWentOn()
    {
        var since = await Store.KnowAsync(_endpoint);
        Assert.Equal(since, await Store.KnowAsync(_endpoint));
        var log = await fixture.StartLogAsync();
        var (old, grown) = (await fixture.NewThreadAsync(), await fixture.NewThreadAsync());
        await log.AppendAsync(new(), [old.Message(1, "a")], null);
        await log.AppendAsync(new(), [At(grown.Message(1, "a"), since.AddSeconds(-1)), At(grown.Message(2, "b"), since.AddSeconds(1))], null);
        short[] due = [.. new[] { old, grown }.Select(thread => (short)Bucket.Of(thread.Id)).Distinct()];
        await fixture.ExecuteAsync("UPDATE webhook_sweep SET swept_at = CASE WHEN bucket = ANY ($1) THEN '-infinity' ELSE now() END", due);
        var webhooks = new WebhookLog(fixture.Shards);
        var sweep = new WebhookSweep(Store, webhooks, Options.Create(new WebhookOptions()));

        var buckets = 0;
        while (await sweep.RunOnceAsync([_endpoint], since))
        {
            buckets++;
        }

        Assert.Equal(due.Length, buckets);
        var claim = Assert.Single(await Store.ClaimAsync(_endpoint, 10_000, Long), one => one.ThreadId == grown.Id || one.ThreadId == old.Id);
        Assert.Equal((grown.Id, 0L, 2L), (claim.ThreadId, claim.ToldSeq, claim.WantedSeq));
        Assert.Equal(1, await webhooks.LastBeforeAsync(grown.Id, since));
        var (members, events) = await webhooks.ReadAsync(grown.Id, after: 1, limit: 10);
        Assert.Equal("b", Assert.Single(events).ClientMessageId);
        Assert.Equal(new[] { grown.One, grown.Other }.OrderBy(user => user.ToString()), members.OrderBy(user => user.ToString()));
    }

    private static Comparer<ThreadId> ById { get; } = Comparer<ThreadId>.Create((one, other) => one.Value.CompareTo(other.Value));

    private static ThreadEvent At(ThreadEvent e, DateTimeOffset at) => e with { At = at };

    private Task WantAsync(ThreadId[] threads, long seq) =>
        Store.WantAsync([_endpoint], [.. threads.Select(thread => new KeyValuePair<ThreadId, long>(thread, seq))]);

    private async Task<IEnumerable<Grains.Abstractions.Hosts.DeadLetter>> LettersAsync() =>
        (await new DeadLetterStore(fixture.Source).ListAsync(200)).Items;
}
