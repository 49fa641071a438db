using System.CommandLine;
using System.Globalization;
using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>The options of the scenarios with people; each scenario has those that mean something to it.</summary>
internal sealed class ScenarioOptions
{
    private readonly Option<Uri[]> _url = UrlOption.Servers();

    private readonly Option<int?> _pid = new("--server-pid")
    {
        Description = "the server's process, to tell its processor time and that of its PostgreSQL (Linux)",
    };

    private readonly Option<string?> _accounts = new("--accounts")
    {
        Description = "a file that keeps the accounts (with their tokens) for the next run against the same database",
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "a JSON file of options by name; the command line wins over it",
    };

    private readonly Option<bool> _alternate = new("--alternate")
    {
        Description = "the two of a pair take turns; otherwise one writes and the other one reads",
    };

    private readonly Option<int> _cooldown = Bounded.Option("--cooldown", 2, 0, 3_600, "seconds behind it that don't count");
    private readonly Option<int> _seed = Bounded.Option("--seed", 1, 0, int.MaxValue, "the same seed, the same choices");
    private readonly Option<int> _size = Bounded.Option("--size", 64, 1, 4_000, "characters of a message");
    private readonly Option<int> _rate = Bounded.Option("--rate", 1_000, 1, 1_000_000, "messages a second over all pairs");
    private readonly Option<int> _think = Bounded.Option("--think", 2_000, 1, 3_600_000, "mean milliseconds between two messages of a pair");
    private readonly Option<int> _messages = Bounded.Option("--messages", 20, 1, 10_000, "mean messages until two people part");
    private readonly Option<int> _jitter = Bounded.Option("--jitter", 2_000, 0, 600_000, "longest wait in milliseconds before one comes back");
    private readonly Option<int> _drops = Bounded.Option("--drops", 3, 1, 1_000, "how often everybody is dropped");
    private readonly Option<int> _connections = Bounded.Option("--connections", 1_000, 1, 60_000, "connections");
    private readonly Option<int> _perAccount = Bounded.Option("--per-account", 1, 1, 1_000, "connections of each account");
    private readonly Option<int> _patience = Bounded.Option("--patience", 20, 1, 3_600, "seconds; a message answered or pushed later is a violation");
    private readonly Option<int> _pairs;
    private readonly Option<int> _ramp;
    private readonly Option<int> _hold;
    private readonly string _scenario;

    /// <param name="scenario">Whose options they are.</param>
    /// <param name="pairs">How many by default.</param>
    /// <param name="ramp">Seconds by default.</param>
    /// <param name="hold">Seconds by default.</param>
    public ScenarioOptions(string scenario, int pairs, int ramp, int hold)
    {
        _scenario = scenario;
        _pairs = Bounded.Option("--pairs", pairs, 1, 20_000, "pairs, two connections each");
        _ramp = Bounded.Option("--ramp", ramp, 0, 3_600, "seconds in which everybody begins and that don't count");
        _hold = Bounded.Option("--hold", hold, 1, 86_400, "measured seconds");
    }

    /// <summary>The server's process, if known.</summary>
    public int? ServerPid(ParseResult parsed) => Has(_pid) ? parsed.GetValue(_pid) : null;

    public string? AccountFile(ParseResult parsed) => parsed.GetValue(_accounts);

    public Uri Url(ParseResult parsed) => parsed.GetRequiredValue(_url)[0];

    public int Pairs(ParseResult parsed) => parsed.GetValue(_pairs);

    public void AddTo(Command command)
    {
        foreach (var option in Own())
        {
            command.Add(option);
        }
    }

    /// <summary>How many accounts the scenario needs.</summary>
    public int AccountCount(ParseResult parsed)
    {
        if (_scenario != ScenarioNames.Connect)
        {
            return 2 * Pairs(parsed);
        }

        var perAccount = parsed.GetValue(_perAccount);
        return (parsed.GetValue(_connections) + perAccount - 1) / perAccount;
    }

    /// <summary>What was told, with these accounts.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="server">The server.</param>
    /// <param name="accounts">As many as <see cref="AccountCount"/> says.</param>
    public ScenarioSettings Read(ParseResult parsed, Uri server, IReadOnlyList<Account> accounts) => new()
    {
        Server = server,
        OtherServers = Has(_url) ? [.. parsed.GetRequiredValue(_url).Skip(1)] : [],
        Accounts = accounts,
        RampSeconds = parsed.GetValue(_ramp),
        HoldSeconds = parsed.GetValue(_hold),
        CooldownSeconds = parsed.GetValue(_cooldown),
        Seed = parsed.GetValue(_seed),
        Size = Value(parsed, _size, 64),
        Rate = Value(parsed, _rate, 0),
        Alternate = Has(_alternate) && parsed.GetValue(_alternate),
        ThinkMs = Value(parsed, _think, 2_000),
        Messages = Value(parsed, _messages, 20),
        JitterMs = Value(parsed, _jitter, 2_000),
        Drops = Value(parsed, _drops, 0),
        PatienceSeconds = Value(parsed, _patience, 20),
        ConnectionsPerAccount = Value(parsed, _perAccount, 1),
    };

    /// <summary>What was told, for the report.</summary>
    public SortedDictionary<string, string> Told(ParseResult parsed)
    {
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in Own().OfType<Option<int>>())
        {
            told[option.Name.TrimStart('-')] = parsed.GetValue(option).ToString(CultureInfo.InvariantCulture);
        }

        if (Has(_alternate))
        {
            told["direction"] = parsed.GetValue(_alternate) ? "taking turns" : "one way";
        }

        return told;
    }

    private IEnumerable<Option> Own() => _scenario switch
    {
        ScenarioNames.Echo => [_config, _pairs, _ramp, _hold, _cooldown, _size, _seed],
        ScenarioNames.Connect => [.. Common(), _connections, _perAccount, _jitter],
        ScenarioNames.Flood => [.. Common(), _pairs, _size, _alternate, _jitter],
        ScenarioNames.Rate => [.. Common(), _pairs, _size, _alternate, _jitter, _rate],
        ScenarioNames.Storm => [.. Common(), _pairs, _size, _jitter, _think, _drops],
        ScenarioNames.Churn => [.. Common(), _pairs, _size, _jitter],
        _ => [.. Common(), _pairs, _size, _jitter, _think, _messages],
    };

    private Option[] Common() => [_config, _url, _pid, _accounts, _ramp, _hold, _cooldown, _seed, _patience];

    private bool Has(Option option) => Own().Contains(option);

    private int Value(ParseResult parsed, Option<int> option, int otherwise) => Has(option) ? parsed.GetValue(option) : otherwise;
}
