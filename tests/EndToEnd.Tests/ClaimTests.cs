using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class ClaimTests(SharedServer shared)
{
    private static readonly string[] Busy = ["self_busy", "peer_busy"];

    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task Two_who_open_each_other_at_once_meet_in_one_thread()
    {
        await using var people = await CrowdAsync(2);
        for (var round = 0; round < 30; round++)
        {
            var answers = await Task.WhenAll(people.OpenAsync(0, 1), people.OpenAsync(1, 0));
            Assert.Contains(answers, answer => answer.Ok);
            Assert.Single(answers.Where(answer => answer.Ok).Select(answer => answer.Must().ThreadId).Distinct());
            Assert.All(answers, answer => Assert.True(answer.Ok || Busy.Contains(answer.Error?.Code), $"{answer.Error}"));
            var active = await people.AssertConsistentAsync();
            Assert.NotNull(active[0]);
            Assert.Equal(active[0], active[1]);

            // Exactly one opening a round went into the log, and one closing.
            var log = (await people[0].SyncAsync(new Dictionary<string, long> { [active[0]!] = 2L * round })).Must();
            Assert.Equal(["opened"], log.Events[active[0]!].Select(entry => entry.Type));
            await Task.WhenAll(people.CloseAsync(0, active[0]!), people.CloseAsync(1, active[0]!));
        }

        await people.AssertNobodyIsStuckAsync();
    }

    [Fact]
    public async Task In_a_ring_of_three_somebody_wins_and_nobody_is_in_two()
    {
        await using var people = await CrowdAsync(3);
        for (var round = 0; round < 30; round++)
        {
            var answers = await Task.WhenAll(people.OpenAsync(0, 1), people.OpenAsync(1, 2), people.OpenAsync(2, 0));
            var opened = Assert.Single(answers, answer => answer.Ok).Must();
            Assert.All(answers, answer => Assert.True(answer.Ok || Busy.Contains(answer.Error?.Code), $"{answer.Error}"));
            var active = await people.AssertConsistentAsync();
            Assert.Equal(2, active.Count(threadId => threadId == opened.ThreadId));
            Assert.Single(active, threadId => threadId is null);
            var member = active.ToList().IndexOf(opened.ThreadId);
            await people.CloseAsync(member, opened.ThreadId);
        }

        await people.AssertNobodyIsStuckAsync();
    }

    [Fact]
    public async Task A_reopening_that_races_a_closing_ends_one_way_or_the_other()
    {
        await using var people = await CrowdAsync(2);
        var threadId = (await people.OpenAsync(0, 1)).Must().ThreadId;
        for (var round = 0; round < 30; round++)
        {
            var closing = people[round % 2].CloseThreadAsync(threadId);
            var reopening = people.OpenAsync(1 - (round % 2), round % 2);
            (await closing).Must();
            var answer = await reopening;
            Assert.True(answer.Ok || Busy.Contains(answer.Error?.Code), $"{answer.Error}");
            var active = await people.AssertConsistentAsync();
            Assert.Equal(active[0], active[1]);
            if (active[0] is null)
            {
                (await people.OpenAsync(0, 1)).Must();
            }
        }

        await people.AssertNobodyIsStuckAsync();
    }

    [Fact]
    public async Task CloseCurrent_moves_the_caller_and_frees_the_peer_left_behind()
    {
        await using var people = await CrowdAsync(3);
        var first = (await people.OpenAsync(0, 1)).Must().ThreadId;
        var second = (await people.OpenAsync(0, 2, closeCurrent: true)).Must();
        Assert.True(second.Active);
        await people[1].ExpectThreadChangedAsync(first, active: false);
        await people[2].ExpectThreadChangedAsync(second.ThreadId, active: true);
        Assert.Equal([second.ThreadId, null, second.ThreadId], await people.AssertConsistentAsync());

        // Opening what is open changes nothing, with closeCurrent too; and who is free may ask for it all the same.
        Assert.Equal(1, (await people.OpenAsync(0, 2, closeCurrent: true)).Must().LastSeq);
        await people.CloseAsync(0, second.ThreadId);
        Assert.Equal(first, (await people.OpenAsync(1, 0, closeCurrent: true)).Must().ThreadId);
        await people.AssertNobodyIsStuckAsync();
    }

    [Fact]
    public async Task CloseCurrent_that_is_refused_closes_nothing()
    {
        await using var people = await CrowdAsync(4);
        var mine = (await people.OpenAsync(0, 1)).Must().ThreadId;
        var theirs = (await people.OpenAsync(2, 3)).Must().ThreadId;
        (await people.OpenAsync(0, 2, closeCurrent: true)).MustRefuse("peer_busy");
        (await people[0].OpenThreadAsync("nobody.at.all", closeCurrent: true)).MustRefuse("user_not_found");
        (await people[0].OpenThreadAsync(people.Accounts[0].UserId, closeCurrent: true)).MustRefuse("invalid_argument");
        Assert.Equal([mine, mine, theirs, theirs], await people.AssertConsistentAsync());
        (await people[0].SendAsync(mine, "m-1", "still here")).Must();
        Assert.Equal(2, (await people[1].ExpectEventAsync(mine, 2)).Seq);
        await people.AssertNobodyIsStuckAsync();
    }

    [Fact]
    public async Task CloseCurrent_in_a_ring_leaves_everybody_consistent()
    {
        await using var people = await CrowdAsync(4);
        for (var round = 0; round < 20; round++)
        {
            await people.OpenAsync(0, 1);
            await people.OpenAsync(2, 3);
            var answers = await Task.WhenAll(
                people.OpenAsync(0, 2, closeCurrent: true),
                people.OpenAsync(1, 3, closeCurrent: true),
                people.OpenAsync(2, 1, closeCurrent: true),
                people.OpenAsync(3, 0, closeCurrent: true));
            Assert.All(answers, answer => Assert.True(answer.Ok || Busy.Contains(answer.Error?.Code), $"{answer.Error}"));
            await people.AssertConsistentAsync();
            await people.CloseAllAsync();
        }

        await people.AssertNobodyIsStuckAsync();
    }

    [Theory]
    [InlineData(7)]
    [InlineData(11)]
    public async Task A_storm_of_openings_and_closings_leaves_everybody_consistent(int seed)
    {
        await using var people = await CrowdAsync(6);
        var random = new Random(seed);
        for (var round = 0; round < 15; round++)
        {
            var steps = new List<Task>();
            for (var step = 0; step < 12; step++)
            {
                var who = random.Next(people.Count);
                var with = (who + 1 + random.Next(people.Count - 1)) % people.Count;
                steps.Add(random.Next(3) switch
                {
                    0 => people.CloseActiveAsync(who),
                    1 => people.OpenAsync(who, with),
                    _ => people.OpenAsync(who, with, closeCurrent: true),
                });
            }

            await Task.WhenAll(steps);
            await people.AssertConsistentAsync();
        }

        await people.AssertNobodyIsStuckAsync();
    }

    private Task<Crowd> CrowdAsync(int count) => Crowd.GatherAsync(_server, count);
}
