using System.Globalization;
using ChatOrleans.TestKit;

namespace ChatOrleans.Outages.Tests;

/// <summary>The product as one process, silo and gateway, on a PostgreSQL of its operator's.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly ChatNode _node;
    private int _users;

    private Product(ChatNode node)
    {
        _node = node;
        Api = new ChatApi(() => node.Url);
    }

    public ChatApi Api { get; }

    public static async Task<Product> StartAsync(string connectionString)
    {
        var url = new Uri($"http://127.0.0.1:{FreePorts.Next().ToString(CultureInfo.InvariantCulture)}");
        var product = new Product(new ChatNode("silo", NodeRole.Both, url, new ProgramStart
        {
            Project = "Silo",
            Arguments = ["--urls", url.GetLeftPart(UriPartial.Authority)],
            Settings = new Dictionary<string, string>
            {
                ["ConnectionStrings__Chat"] = connectionString,
                // It is killed in the end, and who starts on the same database must not wait for it.
                ["Chat__Cluster__ClusterId"] = $"cluster-{Guid.NewGuid():N}",
                ["Chat__Cluster__SiloPort"] = "0",
                ["Chat__Cluster__GatewayPort"] = "0",
            },
        }));
        try
        {
            await product._node.RestartAsync();
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    public Task<Account> RegisterAsync(string name) =>
        Api.RegisterAsync($"{name}.{Interlocked.Increment(ref _users)}.{Random.Shared.Next(1_000_000_000)}");

    public Task<ChatClient> ConnectAsync(Account account) => ChatClient.ConnectAsync(_node.Url, account.AccessToken);

    /// <summary>Done when it says of itself that it is ready.</summary>
    public Task WaitUntilReadyAsync() => _node.WaitUntilReadyAsync(ChatTopology.StartDeadline);

    /// <summary>Whether it still is the process that was started.</summary>
    public bool IsRunning => _node.IsRunning;

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _node.DisposeAsync();
    }
}
