namespace ChatOrleans.TestKit;

/// <summary>Ada and Bob, each with one connection, in an open thread of their own.</summary>
public sealed class Conversation : IAsyncDisposable
{
    private readonly List<ChatClient> _more = [];
    private readonly ChatServer _server;

    private Conversation(ChatServer server, Account ada, Account bob, ChatClient adaClient, ChatClient bobClient, string id)
    {
        _server = server;
        Ada = ada;
        Bob = bob;
        AdaClient = adaClient;
        BobClient = bobClient;
        ThreadId = id;
    }

    /// <summary>Who opened the thread.</summary>
    public Account Ada { get; }

    /// <summary>Who was asked.</summary>
    public Account Bob { get; }

    /// <summary>Ada's connection.</summary>
    public ChatClient AdaClient { get; }

    /// <summary>Bob's connection.</summary>
    public ChatClient BobClient { get; }

    /// <summary>Their thread. Its log holds <c>opened</c> at seq 1.</summary>
    public string ThreadId { get; }

    /// <summary>Lets both in, connects them, catches them up, and opens the thread.</summary>
    /// <param name="server">Where.</param>
    /// <param name="withPasswords">Whether both are to have passwords, for tests that use them.</param>
    public static async Task<Conversation> StartAsync(ChatServer server, bool withPasswords = false)
    {
        Func<string, Task<Account>> enter = withPasswords ? server.RegisterAsync : server.JoinAsync;
        var accounts = await Task.WhenAll(enter("ada"), enter("bob"));
        var ada = await server.ConnectAsync(accounts[0]);
        var bob = await server.ConnectAsync(accounts[1]);
        (await ada.SyncAsync()).Must();
        (await bob.SyncAsync()).Must();
        var thread = (await ada.OpenThreadAsync(accounts[1].Handle)).Must();
        return new Conversation(server, accounts[0], accounts[1], ada, bob, thread.ThreadId);
    }

    /// <summary>One more connection of somebody, closed with the conversation.</summary>
    public async Task<ChatClient> ConnectAsync(Account account)
    {
        var client = await _server.ConnectAsync(account);
        _more.Add(client);
        return client;
    }

    /// <summary>Sends messages <c>prefix-1</c> to <c>prefix-count</c> without waiting in between; all must be acknowledged.</summary>
    public async Task<IReadOnlyList<AckShape>> SendManyAsync(ChatClient sender, string prefix, int count)
    {
        var sends = Enumerable.Range(1, count).Select(
            number => sender.SendAsync(ThreadId, $"{prefix}-{number}", $"{prefix} {number}")).ToArray();
        return [.. (await Task.WhenAll(sends)).Select(answer => answer.Must())];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in _more.Append(AdaClient).Append(BobClient))
        {
            await client.DisposeAsync();
        }
    }
}
