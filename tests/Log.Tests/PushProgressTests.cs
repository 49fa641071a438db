using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Abstractions.Push;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.MessageLog;
using ChatOrleans.Grains.Push;
using ChatOrleans.Grains.Shards;
using ChatOrleans.Grains.Webhooks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Log.Tests;

/// <summary>Who is to hear of what, on a real PostgreSQL, without anybody to tell.</summary>
[Collection(LogGroup.Name)]
public sealed class PushProgressTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly LogFixture _fixture;
    private readonly VapidKey _key = VapidKey.Create();
    private readonly IOptions<NotificationOptions> _options;
    private readonly PushTargets _targets;
    private readonly PushStore _store;
    private readonly SubscriptionStore _subscriptions;
    private readonly PushPlanner _planner;

    public PushProgressTests(LogFixture fixture)
    {
        _fixture = fixture;
        _options = Options.Create(new NotificationOptions
        {
            PrivateKey = _key.PrivateKey,
            Subject = "mailto:ops@chat.example",
            Delay = TimeSpan.Zero,
            TimeToLive = TimeSpan.FromDays(1),
        });
        _targets = new PushTargets(_options, Options.Create(new WebhookOptions()));
        _store = new PushStore(fixture.Source, _targets, _options, TimeProvider.System);
        _subscriptions = new SubscriptionStore(fixture.Source, TimeProvider.System);
        _planner = new PushPlanner(
            _store, _subscriptions, new PushLog(fixture.Shards, _options), _targets, new PushMetrics(new Meters()), _options, TimeProvider.System);
    }

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task WantAsync_OfAThread_IsForThoseWhoHaveSubscribed()
    {
        var thread = await _fixture.NewThreadAsync();
        await WantAsync(thread, 3);
        Assert.Empty(await ClaimAsync(thread));

        await SubscribeAsync(thread.Other);
        await SubscribeAsync(thread.Other);
        await WantAsync(thread, 3);
        var claims = await ClaimAsync(thread);
        Assert.Equal(2, claims.Count);
        Assert.All(claims, claim => Assert.Equal((thread.Other, 3L, 0L), (claim.UserId, claim.WantedSeq, claim.ToldSeq)));
    }

    [Fact]
    public async Task ClaimAsync_ByTwoAtOnce_GivesEachToOne()
    {
        var user = await _fixture.NewUserAsync();
        await SubscribeAsync(user);
        var threads = new List<TestThread>();
        for (var i = 0; i < 20; i++)
        {
            threads.Add(await _fixture.NewThreadAsync(user));
        }

        await _store.WantAsync([.. threads.Select(thread => KeyValuePair.Create(thread.Id, 1L))]);
        var claims = (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _store.ClaimAsync(1_000, Long))))
            .SelectMany(own => own).Where(claim => claim.UserId == user).ToArray();
        Assert.Equal(20, claims.Length);
        Assert.Equal(20, claims.Select(claim => claim.ThreadId).Distinct().Count());
    }

    [Fact]
    public async Task SettleAsync_OfAClaimThatWasGivenUp_ChangesNothing()
    {
        var (thread, _) = await NewsAsync();
        var late = Assert.Single(await ClaimAsync(TimeSpan.Zero, thread));
        var mine = Assert.Single(await ClaimAsync(thread));

        await _store.SettleAsync([new PushSettlement(late, ToldSeq: 9, ShownSeq: 9)]);
        await _store.SettleAsync([PushSettlement.Later(late, TimeSpan.Zero)]);
        Assert.Empty(await ClaimAsync(thread));

        await _store.SettleAsync([PushSettlement.Later(mine, TimeSpan.Zero)]);
        var next = Assert.Single(await ClaimAsync(thread));
        Assert.Equal((0L, 0L), (next.ToldSeq, next.ShownSeq));
    }

    [Fact]
    public async Task SettleAsync_WhileTheLogWentOnOrWasRead_IsDueAgain()
    {
        var (thread, log) = await NewsAsync();
        var plan = Assert.Single(await PlanAsync(thread));
        await log.MarkAsync(thread.Id, thread.Other, 0, plan.News.NewestSeq);
        await ReadAsync(thread, plan.News.NewestSeq);
        await _store.SettleAsync([PushSettlement.Done(plan.Claim, plan.News, plan.News.NewestSeq)]);

        var withdrawal = Assert.Single(await PlanAsync(thread));
        Assert.Equal((PushStep.Withdraw, plan.News.NewestSeq), (withdrawal.Step, withdrawal.Claim.ShownSeq));
        await WantAsync(thread, 5);
        await _store.SettleAsync([PushSettlement.Done(withdrawal.Claim, withdrawal.News, 0)]);
        var next = Assert.Single(await ClaimAsync(thread));
        Assert.Equal((5L, 0L), (next.WantedSeq, next.ShownSeq));
    }

    [Fact]
    public async Task WasReadAsync_WithNothingShown_WritesNothing()
    {
        var (thread, _) = await NewsAsync();
        var claim = Assert.Single(await ClaimAsync(thread));
        await _store.SettleAsync([new PushSettlement(claim, claim.WantedSeq, ShownSeq: 0)]);
        await ReadAsync(thread, 2);
        Assert.Empty(await ClaimAsync(thread));
    }

    [Fact]
    public async Task PlanAsync_OfUnreadMessages_ShowsTheNewestAndHowManyThereAre()
    {
        var (thread, log) = await NewsAsync(messages: 4);
        await log.MarkAsync(thread.Id, thread.Other, 0, readSeq: 1);
        await DeleteAsync(thread, 4);
        var plan = Assert.Single(await PlanAsync(thread));
        Assert.Equal((PushStep.Show, 3L, 2L, thread.One), (plan.Step, plan.News.NewestSeq, plan.News.Unread, plan.News.PeerId));
        Assert.Null(plan.News.Text);
        Assert.Equal(thread.One.ToString(), plan.Sender!.Handle);
    }

    [Theory]
    [InlineData("UPDATE thread_member SET read_seq = 2 WHERE thread_id = $1 AND user_id = $2")]
    [InlineData("UPDATE thread_member SET muted_until = now() + interval '1 day' WHERE thread_id = $1 AND user_id = $2")]
    [InlineData("UPDATE thread_member SET archived_seq = 2 WHERE thread_id = $1 AND user_id = $2")]
    [InlineData("UPDATE thread_member SET blocks = true WHERE thread_id = $1 AND user_id = $2")]
    [InlineData("UPDATE thread_member SET blocks = true WHERE thread_id = $1 AND peer_id = $2")]
    [InlineData("UPDATE thread_member SET gone = true WHERE thread_id = $1 AND user_id = $2")]
    public async Task PlanAsync_OfWhatNobodyIsToHearOf_HasNothingAndIsDone(string before)
    {
        var (thread, _) = await NewsAsync();
        await _fixture.ExecuteAsync(before, thread.Id.Value, thread.Other.Value);
        Assert.Empty(await PlanAsync(thread));
        Assert.Empty(await ClaimAsync(thread));
    }

    [Fact]
    public async Task PlanAsync_ForSomebodyOnline_WaitsForWhatIsNotDelivered()
    {
        var (thread, log) = await NewsAsync();
        await OnlineAsync(thread.Other, TimeSpan.FromMinutes(1));
        Assert.Empty(await PlanAsync(thread));
        await MakeDueAsync(thread);
        await OnlineAsync(thread.Other, TimeSpan.FromSeconds(-1));
        var plan = Assert.Single(await PlanAsync(thread));
        Assert.Equal(PushStep.Show, plan.Step);

        await _store.SettleAsync([PushSettlement.Later(plan.Claim, TimeSpan.Zero)]);
        await OnlineAsync(thread.Other, TimeSpan.FromMinutes(1));
        await log.MarkAsync(thread.Id, thread.Other, deliveredSeq: 2, readSeq: 0);
        Assert.Empty(await PlanAsync(thread));
        await OnlineAsync(thread.Other, TimeSpan.FromSeconds(-1));
        Assert.Empty(await ClaimAsync(thread));
    }

    [Theory]
    [InlineData("UPDATE session SET revoked_at = now() WHERE user_id = $1")]
    [InlineData("UPDATE session SET expires_at = now() - interval '1 s' WHERE user_id = $1")]
    [InlineData("UPDATE push_subscription SET expires_at = now() - interval '1 s' WHERE user_id = $1")]
    public async Task PlanAsync_ForADeviceThatHasEnded_DropsIt(string before)
    {
        var (thread, _) = await NewsAsync();
        await _fixture.ExecuteAsync(before, thread.Other.Value);
        Assert.Empty(await PlanAsync(thread));
        await WantAsync(thread, 9);
        Assert.Empty(await ClaimAsync(thread));
        Assert.Equal(0, await CountAsync(thread.Other));
    }

    [Fact]
    public async Task PutAsync_OfAnEndpointThatAnotherSessionHas_TakesItOver()
    {
        var (ada, bob) = (await _fixture.NewUserAsync(), await _fixture.NewUserAsync());
        var (first, second) = (await SessionAsync(ada), await SessionAsync(bob));
        var endpoint = $"https://push.example/{Guid.NewGuid():N}";
        Assert.True(await _subscriptions.PutAsync(ada, first, Subscription(endpoint)));
        Assert.True(await _subscriptions.PutAsync(ada, first, Subscription(endpoint)));
        Assert.True(await _subscriptions.PutAsync(bob, second, Subscription(endpoint)));
        Assert.Equal((0L, 1L), (await CountAsync(ada), await CountAsync(bob)));

        Assert.False(await _subscriptions.PutAsync(ada, Guid.NewGuid(), Subscription($"{endpoint}x")));
        Assert.False(await _subscriptions.PutAsync(ada, second, Subscription($"{endpoint}x")));
        await _subscriptions.RemoveAsync(ada, second);
        Assert.Equal(1, await CountAsync(bob));
        await _subscriptions.RemoveAsync(bob, second);
        Assert.Equal(0, await CountAsync(bob));
    }

    [Fact]
    public async Task PutAsync_OfMoreDevicesThanThereMayBe_ForgetsTheOldest()
    {
        var user = await _fixture.NewUserAsync();
        var sessions = new List<Guid>();
        for (var i = 0; i <= SubscriptionStore.PerUser; i++)
        {
            sessions.Add(await SubscribeAsync(user));
        }

        Assert.Equal(SubscriptionStore.PerUser, await CountAsync(user));
        await _subscriptions.RemoveAsync(user, sessions[0]);
        Assert.Equal(SubscriptionStore.PerUser, await CountAsync(user));
    }

    [Fact]
    public async Task FailedAsync_ForLong_IsDeadAndDropAsyncLeavesANewEndpoint()
    {
        var (thread, _) = await NewsAsync();
        var claim = Assert.Single(await ClaimAsync(thread));
        var endpoint = claim.Device!.Endpoint;
        for (var i = 0; i < 30; i++)
        {
            Assert.False(await _subscriptions.FailedAsync(claim.TargetId, endpoint));
        }

        await _fixture.ExecuteAsync("UPDATE push_subscription SET created_at = now() - interval '2 days' WHERE subscription_id = $1", claim.TargetId);
        Assert.True(await _subscriptions.FailedAsync(claim.TargetId, endpoint));
        await _subscriptions.TookAsync(claim.TargetId);
        Assert.False(await _subscriptions.FailedAsync(claim.TargetId, endpoint));

        await _subscriptions.DropAsync(claim.TargetId, $"{endpoint}-before");
        Assert.Equal(1, await CountAsync(thread.Other));
        await _subscriptions.DropAsync(claim.TargetId, endpoint);
        Assert.Equal(0, await CountAsync(thread.Other));
    }

    [Fact]
    public async Task RunOnceAsync_AfterNotesWereLost_FindsWhatCameAndWhatWasRead()
    {
        var (came, _) = await NewsAsync(wanted: false);
        var (read, log) = await NewsAsync();
        var plan = Assert.Single(await PlanAsync(read));
        await _store.SettleAsync([PushSettlement.Done(plan.Claim, plan.News, plan.News.NewestSeq)]);
        await log.MarkAsync(read.Id, read.Other, 0, plan.News.NewestSeq);
        short[] due = [.. new[] { came, read }.Select(thread => (short)Bucket.Of(thread.Id)).Distinct()];
        await _fixture.ExecuteAsync("UPDATE push_sweep SET swept_at = CASE WHEN bucket = ANY ($1) THEN '-infinity' ELSE now() END", due);

        var sweep = new PushSweep(_store, new WebhookLog(_fixture.Shards), _options, TimeProvider.System);
        while (await sweep.RunOnceAsync())
        {
        }

        var plans = await _planner.PlanAsync([.. await ClaimAsync(came, read)]);
        Assert.Equal(PushStep.Show, Assert.Single(plans, one => one.Claim.ThreadId == came.Id).Step);
        Assert.Equal(PushStep.Withdraw, Assert.Single(plans, one => one.Claim.ThreadId == read.Id).Step);
    }

    [Fact]
    public async Task EraseAsync_OfAUser_LeavesNothingOfThem()
    {
        var (thread, _) = await NewsAsync();
        var erasure = new PushErasure(_fixture.Source);
        await erasure.EraseAsync(thread.Other, CancellationToken.None);
        await erasure.EraseAsync(thread.Other, CancellationToken.None);
        Assert.Equal(0, await CountAsync(thread.Other));
        Assert.Empty(await ClaimAsync(thread));
    }

    [Fact]
    public async Task ASession_ThatIsPurged_TakesItsSubscriptionAndProgressWithIt()
    {
        var (thread, _) = await NewsAsync();
        await _fixture.ExecuteAsync("DELETE FROM session WHERE user_id = $1", thread.Other.Value);
        Assert.Equal(0, await CountAsync(thread.Other));
        Assert.Empty(await ClaimAsync(thread));
    }

    /// <summary>A thread with messages that its other member, who has one device, has not read; and the log.</summary>
    private async Task<(TestThread Thread, PostgresMessageLog Log)> NewsAsync(int messages = 2, bool wanted = true)
    {
        var log = await _fixture.StartLogAsync();
        var thread = await _fixture.NewThreadAsync();
        await SubscribeAsync(thread.Other);
        var lane = new AppendLane();
        for (var seq = 1; seq <= messages; seq++)
        {
            await log.AppendAsync(lane, [thread.Message(seq, $"m-{seq}") with { At = DateTimeOffset.UtcNow.AddSeconds(1) }], null);
        }

        if (wanted)
        {
            await WantAsync(thread, messages);
        }

        return (thread, log);
    }

    private Task WantAsync(TestThread thread, long seq) => _store.WantAsync([KeyValuePair.Create(thread.Id, seq)]);

    private Task ReadAsync(TestThread thread, long seq) =>
        _store.WasReadAsync([KeyValuePair.Create((thread.Other, thread.Id), seq)]);

    private Task<List<PushClaim>> ClaimAsync(params TestThread[] threads) => ClaimAsync(Long, threads);

    private async Task<List<PushClaim>> ClaimAsync(TimeSpan lasts, params TestThread[] threads) =>
        [.. (await _store.ClaimAsync(10_000, lasts)).Where(claim => threads.Any(thread => thread.Id == claim.ThreadId))];

    private async Task<List<PushPlan>> PlanAsync(TestThread thread) => await _planner.PlanAsync(await ClaimAsync(thread));

    private Task MakeDueAsync(TestThread thread) =>
        _fixture.ExecuteAsync("UPDATE push_progress SET due_at = now() WHERE thread_id = $1", thread.Id.Value);

    private Task DeleteAsync(TestThread thread, long seq) => _fixture.ExecuteAsync(
        "INSERT INTO message_change (thread_id, seq, sender_id, deleted_at) VALUES ($1, $2, $3, now())", thread.Id.Value, seq, thread.One.Value);

    private Task OnlineAsync(UserId user, TimeSpan left) => _fixture.ExecuteAsync(
        """
        INSERT INTO presence (user_id, online_until) VALUES ($1, $2)
        ON CONFLICT (user_id) DO UPDATE SET online_until = EXCLUDED.online_until
        """,
        user.Value,
        DateTime.UtcNow + left);

    private async Task<long> CountAsync(UserId user)
    {
        await using var command = _fixture.Source.CreateCommand("SELECT count(*) FROM push_subscription WHERE user_id = $1");
        command.Parameters.Add(new() { Value = user.Value });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<Guid> SubscribeAsync(UserId user)
    {
        var session = await SessionAsync(user);
        Assert.True(await _subscriptions.PutAsync(user, session, Subscription($"https://push.example/{Guid.NewGuid():N}")));
        return session;
    }

    private async Task<Guid> SessionAsync(UserId user)
    {
        var session = Guid.NewGuid();
        await _fixture.ExecuteAsync(
            "INSERT INTO session (session_id, user_id, refresh_hash, created_at, expires_at) VALUES ($1, $2, '', now(), now() + interval '1 day')",
            session,
            user.Value);
        return session;
    }

    private static PushSubscription Subscription(string endpoint) =>
        new() { Endpoint = endpoint, P256dh = [4, .. new byte[64]], Auth = [.. new byte[16]] };

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
