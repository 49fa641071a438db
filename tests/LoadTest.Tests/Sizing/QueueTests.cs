using ChatOrleans.LoadTest.Sizing;

namespace ChatOrleans.LoadTest.Tests.Sizing;

public sealed class QueueTests
{
    /// <summary>Pollaczek and Khinchine: work that always takes 1 waits load / (2 (1 - load)) on average.</summary>
    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.8, 2.0)]
    [InlineData(0.9, 4.5)]
    public void One_server_with_constant_work_waits_as_theory_says(double load, double wait)
    {
        var (clock, station) = Served(servers: 1, rate: load, () => 1, seconds: 400_000);
        Assert.InRange(station.Waited / station.Served, 0.95 * wait, 1.05 * wait);
        Assert.InRange(station.Worked / clock.Now, 0.98 * load, 1.02 * load);
    }

    /// <summary>Work of random length waits twice as long as constant work: load / (1 - load).</summary>
    [Fact]
    public void One_server_with_exponential_work_waits_twice_as_long()
    {
        var random = new Random(3);
        var (_, station) = Served(servers: 1, rate: 0.8, () => -Math.Log(1 - random.NextDouble()), seconds: 400_000);
        Assert.InRange(station.Waited / station.Served, 3.7, 4.3);
    }

    /// <summary>Erlang's C: two servers at a load of 0.8 with exponential work wait 1.778 times the mean work.</summary>
    [Fact]
    public void Two_servers_wait_as_Erlang_says()
    {
        var random = new Random(5);
        var (_, station) = Served(servers: 2, rate: 1.6, () => -Math.Log(1 - random.NextDouble()), seconds: 400_000);
        Assert.InRange(station.Waited / station.Served, 1.69, 1.87);
    }

    /// <summary>Little: who waits on average is the rate times how long one waits.</summary>
    [Theory]
    [InlineData(1, 0.7)]
    [InlineData(4, 3.2)]
    public void Who_waits_is_the_rate_times_the_wait(int servers, double rate)
    {
        var (clock, station) = Served(servers, rate, () => 1, seconds: 50_000);
        Assert.Equal(station.Waited / clock.Now, station.MeanQueue, station.MeanQueue * 1e-6);
    }

    [Fact]
    public void A_commit_alone_holds_one_row_and_under_load_what_has_gathered_up_to_the_batch()
    {
        var clock = new EventClock();
        var writer = new GroupCommit(clock, commitSeconds: 0.001, rowSeconds: 0.00002, batchRows: 500);
        var storedAt = 0.0;
        writer.Enter(() => storedAt = clock.Now);
        clock.Run();
        Assert.Equal((1L, 1L), (writer.Commits, writer.Rows));
        Assert.Equal(0.00102, storedAt, 9);

        for (var i = 0; i < 1_201; i++)
        {
            writer.Enter(static () => { });
        }

        // The first leaves alone, and the rest in two full batches and one of what is left.
        clock.Run();
        Assert.Equal((5L, 1_202L), (writer.Commits, writer.Rows));
        Assert.Equal(500 / 0.011, writer.Capacity, 6);
    }

    [Fact]
    public void A_writer_below_its_capacity_keeps_up_and_its_batches_grow_with_the_load()
    {
        var batches = new List<double>();
        foreach (var share in new[] { 0.05, 0.5, 0.9 })
        {
            var clock = new EventClock();
            var writer = new GroupCommit(clock, commitSeconds: 0.001, rowSeconds: 0.00002);
            Arrivals.Begin(clock, new Random(9), share * writer.Capacity, () => clock.Now < 5, () => writer.Enter(static () => { }));
            clock.Run();
            Assert.InRange(clock.Now, 4.99, 5.1);
            batches.Add(writer.Rows / (double)writer.Commits);
        }

        Assert.InRange(batches[0], 2, 6);
        Assert.True(batches[0] < batches[1] && batches[1] < batches[2]);
    }

    [Fact]
    public void A_gate_lets_in_as_many_as_it_has_places_and_refuses_who_has_waited_too_long()
    {
        var clock = new EventClock();
        var gate = new SimulatedGate(clock, places: 1, queueLimit: 2, maxWait: 0.15);
        var said = new List<string>();
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            gate.Come(
                leave =>
                {
                    said.Add($"{name} in");
                    clock.After(0.1, leave);
                },
                () => said.Add($"{name} refused"));
        }

        clock.Run();
        Assert.Equal(["a in", "d refused", "b in", "c refused"], said);
    }

    private static (EventClock Clock, Station Station) Served(int servers, double rate, Func<double> work, double seconds)
    {
        var clock = new EventClock();
        var station = new Station(clock, servers);
        Arrivals.Begin(clock, new Random(1), rate, () => clock.Now < seconds, () => station.Enter(work(), static () => { }));
        clock.Run();
        return (clock, station);
    }
}
