using System.Diagnostics;
using System.Globalization;
using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.Recovery;

/// <summary>Three silos, two gateways, and conversations on all of them.</summary>
internal sealed class Measurement
{
    private const int Silos = 3;
    private const int Gateways = 2;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(14);

    private readonly Plan _plan;
    private readonly ChatTopology _topology;
    private readonly Cluster _cluster;
    private readonly Talk[] _talks;
    private readonly List<TimeSpan> _lost = [];
    private readonly List<TimeSpan> _others = [];

    private Measurement(Plan plan, ChatTopology topology, Talk[] talks)
    {
        _plan = plan;
        _topology = topology;
        _talks = talks;
        _cluster = new Cluster(topology.Postgres);
    }

    /// <summary>Measures, prints, and gives the exit code.</summary>
    public static async Task<int> RunAsync(Plan plan)
    {
        await using var topology = await ChatTopology.StartAsync(new TopologyPlan
        {
            Silos = Silos,
            Gateways = Gateways,
            LogFolder = plan.LogFolder,
            Settings = new Dictionary<string, string> { ["Chat__Limits__ExemptNetworks__0"] = "127.0.0.0/8" },
            // An address each, by which the cluster names them.
            Place = name => (IPAddress.Parse(name.StartsWith("silo-", StringComparison.Ordinal)
                ? $"127.0.0.{10 + int.Parse(name.AsSpan("silo-".Length), CultureInfo.InvariantCulture)}"
                : "127.0.0.1"), []),
        });
        var talks = new Talk[plan.Pairs];
        for (var i = 0; i < talks.Length; i++)
        {
            talks[i] = await Talk.OpenAsync(topology, i);
        }

        var measurement = new Measurement(plan, topology, talks);
        try
        {
            return plan.Loss == Loss.None ? await measurement.SaturateAsync() : await measurement.LoseAsync();
        }
        finally
        {
            foreach (var talk in talks)
            {
                await talk.DisposeAsync();
            }
        }
    }

    private async Task<int> LoseAsync()
    {
        for (var round = 0; round < _plan.Rounds; round++)
        {
            await RoundAsync(_topology.Silos[round % Silos]);
        }

        Print("threads of the lost silos, until they answer again", _lost);
        Print("all other threads, longest silence", _others);
        return 0;
    }

    private async Task RoundAsync(ChatNode silo)
    {
        await _cluster.ForgetThreadsAsync();
        await Task.WhenAll(_talks.Select(talk => talk.SendAsync()));
        var places = await _cluster.PlacesAsync(_talks.Select(talk => talk.ThreadId));

        long moment;
        using (new Hogs(_plan.Busy))
        {
            foreach (var talk in _talks)
            {
                talk.Begin();
            }

            await Task.Delay(Before);
            moment = Stopwatch.GetTimestamp();
            await (_plan.Loss switch
            {
                Loss.Kill => silo.KillAsync(),
                Loss.Stop => silo.PauseAsync(),
                _ => silo.TerminateAsync(),
            });
            await Task.Delay(After);
            await Task.WhenAll(_talks.Select(talk => talk.EndAsync()));
        }

        var lost = _talks.Where(talk => places[talk.ThreadId] == silo.Url.Host).ToArray();
        _lost.AddRange(lost.Select(talk => talk.SilenceAfter(moment).End));
        _others.AddRange(_talks.Except(lost).Select(talk => talk.SilenceAfter(moment).Length));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{silo.Name}: {lost.Length} threads, worst {_lost[^lost.Length..].Max().TotalSeconds:0.00} s"));
        if (_plan.Loss == Loss.Stop)
        {
            // It learns that it was declared dead, and ends.
            await silo.ResumeAsync();
            await silo.Exited.WaitAsync(ChatTopology.StartDeadline);
        }

        await silo.RestartAsync();
        await _topology.WaitUntilReadyAsync();
    }

    private async Task<int> SaturateAsync()
    {
        var before = await _cluster.DeadAsync();
        using (new Hogs(_plan.Busy))
        {
            foreach (var talk in _talks)
            {
                talk.Begin();
            }

            var start = Stopwatch.GetTimestamp();
            await Task.Delay(_plan.Watched);
            await Task.WhenAll(_talks.Select(talk => talk.EndAsync()));
            Print("longest silence of each thread", [.. _talks.Select(talk => talk.SilenceAfter(start).Length)]);
        }

        var dead = await _cluster.DeadAsync() - before;
        Console.WriteLine($"{_talks.Sum(talk => talk.Acknowledged)} messages acknowledged, {dead} silos declared dead, {_topology.Silos.Count(silo => !silo.IsRunning)} ended");
        return dead == 0 && _topology.Silos.All(silo => silo.IsRunning) ? 0 : 1;
    }

    private static void Print(string what, List<TimeSpan> times)
    {
        var sorted = times.Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {sorted.Length}, p50 {At(0.50):0.00} s, p90 {At(0.90):0.00} s, p99 {At(0.99):0.00} s, worst {At(1):0.00} s"));

        double At(double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)].TotalSeconds;
    }
}
