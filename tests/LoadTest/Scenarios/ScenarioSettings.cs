using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Conversations;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>All that a scenario with people is told; it travels to the process that runs it.</summary>
internal sealed record ScenarioSettings
{
    public required Uri Server { get; init; }

    /// <summary>Further gateways of the same cluster: people spread over all, and come back through another one.</summary>
    public IReadOnlyList<Uri> OtherServers { get; init; } = [];

    /// <summary>Who takes part: two for each pair.</summary>
    public required IReadOnlyList<Account> Accounts { get; init; }

    /// <summary>Unmeasured time in which everybody begins.</summary>
    public required int RampSeconds { get; init; }

    /// <summary>Measured time.</summary>
    public required int HoldSeconds { get; init; }

    /// <summary>Time behind it in which all goes on unmeasured.</summary>
    public required int CooldownSeconds { get; init; }

    /// <summary>Characters of each message.</summary>
    public int Size { get; init; } = 64;

    /// <summary>Messages a second over all pairs, where a schedule sends.</summary>
    public double Rate { get; init; }

    /// <summary>Whether the two of a pair take turns; otherwise one writes and the other one reads.</summary>
    public bool Alternate { get; init; }

    /// <summary>Mean time between two messages of people who think, in milliseconds.</summary>
    public int ThinkMs { get; init; } = 2_000;

    /// <summary>Mean messages until two people part.</summary>
    public int Messages { get; init; } = 20;

    /// <summary>The longest wait before a person whose connection was lost comes back, in milliseconds.</summary>
    public int JitterMs { get; init; } = 2_000;

    /// <summary>How often everybody's connection is dropped in the measured time.</summary>
    public int Drops { get; init; }

    /// <summary>Connections of each account.</summary>
    public int ConnectionsPerAccount { get; init; } = 1;

    /// <summary>What is answered or pushed later than this, in seconds, is a violation.</summary>
    public int PatienceSeconds { get; init; } = 20;

    /// <summary>Makes the choices repeatable.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether the server keeps the wire contract in full; the bare echo does not.</summary>
    public bool IsProduct { get; init; } = true;

    public TimeSpan Patience => TimeSpan.FromSeconds(PatienceSeconds);

    public int Pairs => Accounts.Count / 2;

    /// <summary>Whether a text is the one that belongs to a clientMessageId here.</summary>
    public bool IsItsText(string text, string clientMessageId) => text.Length == Size && MessageText.IsWhole(text, clientMessageId);

    /// <summary>What one of several processes does; the two of a pair stay together.</summary>
    public ScenarioSettings Part(int index, int count)
    {
        var from = 2 * (int)((long)Pairs * index / count);
        var to = index == count - 1 ? Accounts.Count : 2 * (int)((long)Pairs * (index + 1) / count);
        return this with
        {
            Accounts = [.. Accounts.Skip(from).Take(to - from)],
            Rate = Accounts.Count == 0 ? 0 : Rate * (to - from) / Accounts.Count,
            Seed = HashCode.Combine(Seed, index),
        };
    }
}
