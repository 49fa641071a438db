namespace ChatOrleans.Silo;

/// <summary>What the program can be told.</summary>
internal static class Usage
{
    private const string Text = """
        Usage: ./run [verb] [--key value ...]

        Verbs
          (none)    serve
          migrate   bring the database's schema to this version and end

        Often used keys (any configuration key works; README.md lists them)
          --urls http://127.0.0.1:5080      where to listen; port 0 takes a free one
          --Chat:Role both|silo|gateway     what this process does (default: both)
          --data folder                     where the embedded database lives (default: data)
          --ConnectionStrings:Chat "..."    a PostgreSQL of your own instead of the embedded one
        """;

    internal static Task<int> ExplainAsync()
    {
        Console.Out.WriteLine(Text);
        return Task.FromResult(0);
    }

    internal static Task<int> RefuseAsync(string verb)
    {
        Console.Error.WriteLine($"There is no verb '{verb}'.\n\n{Text}");
        return Task.FromResult(2);
    }
}
