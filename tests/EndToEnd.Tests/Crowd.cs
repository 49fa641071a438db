using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>People with one connection each, and what must hold of them together.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly List<ChatClient> _clients = [];

    private Crowd(IReadOnlyList<Account> accounts) => Accounts = accounts;

    public IReadOnlyList<Account> Accounts { get; }

    public int Count => Accounts.Count;

    public ChatClient this[int person] => _clients[person];

    public static async Task<Crowd> GatherAsync(ChatServer server, int count)
    {
        var crowd = new Crowd(await Task.WhenAll(Enumerable.Range(0, count).Select(_ => server.JoinAsync("person"))));
        foreach (var account in crowd.Accounts)
        {
            var client = await server.ConnectAsync(account);
            crowd._clients.Add(client);
            (await client.SyncAsync()).Must();
        }

        return crowd;
    }

    public Task<Answer<ThreadShape>> OpenAsync(int who, int with, bool? closeCurrent = null) =>
        this[who].OpenThreadAsync(Accounts[with].UserId, closeCurrent);

    public async Task CloseAsync(int who, string threadId) => (await this[who].CloseThreadAsync(threadId)).Must();

    public async Task CloseActiveAsync(int who)
    {
        if ((await this[who].SyncAsync()).Must().Me.ActiveThreadId is { } threadId)
        {
            await CloseAsync(who, threadId);
        }
    }

    public async Task CloseAllAsync()
    {
        for (var person = 0; person < Count; person++)
        {
            await CloseActiveAsync(person);
        }
    }

    /// <summary>
    /// When nothing is under way: everybody is in one active thread at most, the claim says the same as the thread, and
    /// both members say the same. Gives each one's active thread.
    /// </summary>
    public async Task<IReadOnlyList<string?>> AssertConsistentAsync()
    {
        var views = new List<SyncShape>();
        foreach (var client in _clients)
        {
            views.Add((await client.SyncAsync()).Must());
        }

        foreach (var view in views)
        {
            var active = view.Threads.Where(thread => thread.Active).ToArray();
            Assert.InRange(active.Length, 0, 1);
            Assert.Equal(view.Me.ActiveThreadId, active.SingleOrDefault()?.ThreadId);
            if (active is [var thread] && views.Find(other => other.Me.UserId == thread.Peer.UserId) is { } peer)
            {
                Assert.Equal(thread.ThreadId, peer.Me.ActiveThreadId);
            }
        }

        return [.. views.Select(view => view.Me.ActiveThreadId)];
    }

    /// <summary>After everybody has closed, everybody can open with everybody.</summary>
    public async Task AssertNobodyIsStuckAsync()
    {
        await CloseAllAsync();
        Assert.All(await AssertConsistentAsync(), Assert.Null);
        for (var who = 0; who < Count; who++)
        {
            for (var with = who + 1; with < Count; with++)
            {
                var thread = (await OpenAsync(who, with)).Must();
                Assert.True(thread.Active);
                (await this[with].SendAsync(thread.ThreadId, Guid.NewGuid().ToString("N"), "free")).Must();
                await CloseAsync(with, thread.ThreadId);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }
    }
}
