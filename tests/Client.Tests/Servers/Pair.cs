using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Tests.Fakes;

namespace ChatOrleans.Client.Tests.Servers;

/// <summary>Two people, each with a client that is online, and their thread.</summary>
internal sealed class Pair : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    private Pair(ChatClient ada, ChatClient bob, string threadId) => (Ada, Bob, ThreadId) = (ada, bob, threadId);

    public ChatClient Ada { get; }

    public ChatClient Bob { get; }

    public string ThreadId { get; }

    public static async Task<Pair> MeetAsync(Uri server)
    {
        var ada = await JoinAsync(server, "ada");
        var bob = await JoinAsync(server, "bob");
        var thread = await ada.OpenThreadAsync(bob.Me!.Handle).OrFailAsync();
        await bob.ThreadAsync(thread.ThreadId, one => one.Active);
        return new Pair(ada, bob, thread.ThreadId);
    }

    /// <summary>Registers somebody under a handle that nobody has, and connects.</summary>
    public static async Task<ChatClient> JoinAsync(Uri server, string name)
    {
        var client = new ChatClient(new ChatClientOptions { Server = server });
        await client.RegisterAsync(new RegisterRequest { Handle = $"{name}.{Guid.NewGuid():N}"[..20], Password = Password, DisplayName = name });
        await client.ConnectAsync().OrFailAsync();
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Ada.DisposeAsync();
        await Bob.DisposeAsync();
    }
}
