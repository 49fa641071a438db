namespace ChatOrleans.Silo;

/// <summary>What the program can be told.</summary>
internal static class Usage
{
    private const string Text = """
        Usage: ./run [verb] [--key value ...]

        Verbs
          (none)    serve
          migrate   bring the schema of the database and its shards to this version and end
          shards    say which shard serves what; 'shards move --bucket 17 --to b', or '--from a --to b --count 64',
                    moves it while it is used; 'shards settle' settles what a killed move has left
          keys      say which servers of host applications have a key; 'keys create --name backend --scopes
                    users:write,threads:write', with '--host shop', makes one and shows it once;
                    'keys revoke --key chat_...' revokes it
          admin     say who is a moderator or an admin; 'admin grant --user ada' makes an admin, with '--role moderator'
                    a moderator, 'admin revoke --user ada' neither; ada has to be registered
          vapid     make a key for Web Push and show it; it goes into Chat:Push:PrivateKey

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
