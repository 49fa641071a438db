using System.CommandLine;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>Which server the pairs of a scenario talk through, and as whom.</summary>
internal sealed class ServerOptions
{
    private readonly Option<Uri> _url = new("--url")
    {
        Description = "the server",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080"),
        CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
                ? url
                : Refuse(result, "--url must be an http or https address."),
    };

    private readonly Option<int?> _pid = new("--server-pid")
    {
        Description = "the server's process, to tell its processor time and that of its PostgreSQL (Linux)",
    };

    private readonly Option<string?> _accounts = new("--accounts")
    {
        Description = "a file that keeps the accounts (with their tokens) for the next run against the same database",
    };

    private readonly Option<bool> _alternate = new("--alternate")
    {
        Description = "the two of a pair take turns; otherwise one writes and the other one reads",
    };

    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_pid);
        command.Add(_accounts);
        command.Add(_alternate);
    }

    public Uri Url(ParseResult parsed) => parsed.GetRequiredValue(_url);

    public int? ServerPid(ParseResult parsed) => parsed.GetValue(_pid);

    public string? Accounts(ParseResult parsed) => parsed.GetValue(_accounts);

    public bool Alternate(ParseResult parsed) => parsed.GetValue(_alternate);

    private static Uri Refuse(System.CommandLine.Parsing.ArgumentResult result, string reason)
    {
        result.AddError(reason);
        return new Uri("http://127.0.0.1");
    }
}
