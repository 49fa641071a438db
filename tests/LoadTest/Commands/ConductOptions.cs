using System.CommandLine;
using ChatOrleans.LoadTest.Fleet;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>The options that all conducted scenarios share: who generates, and what becomes of the result.</summary>
internal sealed class ConductOptions
{
    private readonly Option<int> _processes = Bounded.Option("--processes", 1, 1, 64, "generator processes on this machine");

    private readonly Option<string[]> _agents = new("--agents")
    {
        Description = "agents on other machines that generate too, host:port,host:port; see the command 'agent'",
        CustomParser = result =>
        {
            var addresses = result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToArray();
            if (addresses.FirstOrDefault(address => !AgentLink.IsAddress(address)) is { } wrong)
            {
                result.AddError($"--agents: '{wrong}' is not host:port.");
            }

            return addresses;
        },
    };

    private readonly Option<string?> _token = Token();
    private readonly Option<Uri?> _metrics = new("--metrics")
    {
        Description = "where the server tells its metrics; by default /metrics beside --url",
        CustomParser = UrlOption.Parse,
    };

    private readonly Option<string?> _json = new("--json") { Description = "a file for the report as JSON" };
    private readonly Option<string?> _html = new("--html") { Description = "a file for the report as a page" };

    private readonly Option<Assertion[]> _assertions = new("--assert")
    {
        Description = "what has to be true, such as p99<20 (delivery, ms), ack.p50<=2, rate>=12000, server.us<=80, violations==0; may be repeated",
        CustomParser = result =>
        {
            var assertions = new List<Assertion>();
            foreach (var token in result.Tokens)
            {
                try
                {
                    assertions.Add(Assertion.Parse(token.Value));
                }
                catch (FormatException exception)
                {
                    result.AddError($"--assert: {exception.Message}");
                }
            }

            return [.. assertions];
        },
    };

    /// <summary>The secret that a coordinator and its agents share.</summary>
    public static Option<string?> Token() => new("--token")
    {
        Description = "the secret that the agents share with who uses them; by default the environment's CHAT_LOAD_TOKEN",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("CHAT_LOAD_TOKEN"),
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _processes, _agents, _token, _metrics, _json, _html, _assertions })
        {
            command.Add(option);
        }
    }

    public Uri? Metrics(ParseResult parsed) => parsed.GetValue(_metrics);

    /// <summary>What was told.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="told">The scenario's own options, for the report.</param>
    /// <param name="serverPid">The server's process, if known.</param>
    public RunOptions Read(ParseResult parsed, SortedDictionary<string, string> told, int? serverPid) => new()
    {
        Told = told,
        ServerPid = serverPid,
        Processes = parsed.GetValue(_processes),
        Agents = parsed.GetValue(_agents) ?? [],
        Token = parsed.GetValue(_token),
        JsonFile = parsed.GetValue(_json),
        HtmlFile = parsed.GetValue(_html),
        Assertions = parsed.GetValue(_assertions) ?? [],
    };
}
