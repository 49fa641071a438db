using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Outboxes;
using ChatOrleans.Client.Sessions;
using ChatOrleans.Client.Tests.Fakes;

namespace ChatOrleans.Client.Tests.Servers;

[Collection(SharedServerGroup.Name)]
public sealed class NextRunTests(SharedServer shared) : IDisposable
{
    private readonly Uri _url = shared.Server.Url;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-client-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_unsent_goes_out_in_the_next_run()
    {
        var (session, journal) = (Path.Combine(_folder.FullName, "session"), Path.Combine(_folder.FullName, "outbox"));
        await using var pair = await Pair.MeetAsync(_url);
        var handle = pair.Ada.Me!.Handle;
        await using (var outbox = new FileOutbox(journal))
        {
            await using var first = new ChatClient(new ChatClientOptions
            {
                Server = _url,
                Outbox = outbox,
                Session = new FileSessionStore(session),
            });
            await first.LogInAsync(new LoginRequest { Handle = handle, Password = Pair.Password });
            await first.Send(pair.ThreadId, "written offline").Kept.OrFailAsync();
        }

        await using var again = new FileOutbox(journal);
        await using var second = new ChatClient(new ChatClientOptions
        {
            Server = _url,
            Outbox = again,
            Session = new FileSessionStore(session),
        });
        await second.ConnectAsync().OrFailAsync();
        var thread = await pair.Bob.ThreadAsync(pair.ThreadId, one => one.LastMessage?.Text == "written offline");
        Assert.Single(thread.Messages);
        await second.ThreadAsync(pair.ThreadId, one => one.Messages is [{ State: MessageState.Sent }]);
    }
}
