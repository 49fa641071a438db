using System.CommandLine;
using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>How much of a run is held against the server at its end.</summary>
internal sealed class AuditOptions
{
    private readonly Option<AuditMode> _mode = new("--audit")
    {
        Description = "the end's audit: everything while it is not too much and then a sample of the threads; full, however long it takes; off",
        DefaultValueFactory = _ => AuditMode.Sample,
    };

    private readonly Option<string?> _database = new("--database")
    {
        Description = "a connection string of the server's PostgreSQL, to hold the account against it too",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "the server's data folder, when it runs here with its embedded PostgreSQL: instead of --database",
    };

    private readonly Option<int> _maxActive = Bounded.Option(
        "--max-active", 1, 0, 1_000_000, "active threads that the server allows a user, 0 for no limit");

    public void AddTo(Command command)
    {
        command.Add(_mode);
        command.Add(_database);
        command.Add(_data);
        command.Add(_maxActive);
    }

    public AuditSettings Read(ParseResult parsed, ScenarioSettings scenario) => new()
    {
        Server = scenario.Server,
        Mode = parsed.GetValue(_mode),
        ConnectionString = parsed.GetValue(_database)
            ?? (parsed.GetValue(_data) is { } data ? EmbeddedDatabase.ConnectionStringOf(data) : null),
        Seed = scenario.Seed,
        MaxActiveThreads = parsed.GetValue(_maxActive),
        IsItsText = scenario.IsItsText,
    };
}
