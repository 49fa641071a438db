using System.CommandLine;
using ChatOrleans.LoadTest.Commands;

namespace ChatOrleans.Faults.Commands;

/// <summary>How many servers and people there are, and how people talk.</summary>
internal sealed class PeopleOptions(int pairs, int thinkMs)
{
    public Option<int> Seed { get; } = Bounded.Option("--seed", 1, 0, 1_000_000_000, "the same seed, the same schedule and the same people");

    public Option<int> Silos { get; } = Bounded.Option("--silos", 3, 1, 20, "silos");

    public Option<int> Gateways { get; } = Bounded.Option("--gateways", 2, 1, 20, "gateways");

    public Option<int> Pairs { get; } = Bounded.Option("--pairs", pairs, 1, 20_000, "pairs of people");

    public Option<int> Think { get; } = Bounded.Option("--think", thinkMs, 1, 60_000, "mean milliseconds between two messages of a pair");

    public Option<int> Messages { get; } = Bounded.Option("--messages", 12, 1, 10_000, "mean messages until two people part");

    public Option<int> Jitter { get; } = Bounded.Option("--jitter", 500, 0, 60_000, "longest wait in milliseconds before one comes back");

    public Option<int> Patience { get; } = Bounded.Option("--patience", 30, 1, 3_600, "seconds; a message answered or pushed later is a violation");

    public Option<string?> Json { get; } = new("--json") { Description = "a file that the sum of all runs is written to" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Seed, Silos, Gateways, Pairs, Think, Messages, Jitter, Patience, Json })
        {
            command.Add(option);
        }
    }
}
