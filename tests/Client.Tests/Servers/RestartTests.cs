using System.Net;
using System.Net.Sockets;
using ChatOrleans.Client.Outboxes;
using ChatOrleans.Client.Sessions;
using ChatOrleans.Client.Tests.Fakes;
using ChatOrleans.TestKit;

namespace ChatOrleans.Client.Tests.Servers;

/// <summary>A server of its own, which is killed.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-client-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_sent_around_a_kill_of_the_server_arrives_once_and_in_order()
    {
        const int Count = 40;
        await using var server = await ChatServer.StartAsync();
        await using var relay = new Relay(() => server.Url);
        await using var pair = await Pair.MeetAsync(relay.Url);
        var sent = Enumerable.Range(0, Count).Select(number => pair.Ada.Send(pair.ThreadId, $"before {number}")).ToList();

        // The first answer means that the rest is on its way; the kill meets it anywhere.
        await sent[0].Settled.OrFailAsync();
        await server.KillAsync();
        relay.Cut();
        sent.AddRange(Enumerable.Range(0, Count).Select(number => pair.Ada.Send(pair.ThreadId, $"after {number}")));
        await server.RestartAsync();
        foreach (var one in sent)
        {
            await one.Settled.OrFailAsync();
        }

        var texts = Enumerable.Range(0, Count).Select(number => $"before {number}").Concat(Enumerable.Range(0, Count).Select(number => $"after {number}"));
        foreach (var client in new[] { pair.Ada, pair.Bob })
        {
            var thread = await client.ThreadAsync(pair.ThreadId, one => one.LastMessage?.Text == $"after {Count - 1}" && one.LastSeq == one.LastMessage.Seq);
            Assert.Equal(texts, thread.Messages.Select(message => message.Text));
        }

        Assert.Equal(2 * Count, pair.Bob.TotalUnread);
    }

    [Fact]
    public async Task What_was_unsent_goes_out_in_the_next_run()
    {
        await using var server = await ChatServer.StartAsync();
        await using var relay = new Relay(() => server.Url);
        var (session, journal) = (Path.Combine(_folder.FullName, "session"), Path.Combine(_folder.FullName, "outbox"));
        await using var pair = await Pair.MeetAsync(relay.Url);
        var handle = pair.Ada.Me!.Handle;
        await using (var outbox = new FileOutbox(journal))
        {
            await using var first = new ChatClient(new ChatClientOptions
            {
                Server = relay.Url,
                Outbox = outbox,
                Session = new FileSessionStore(session),
            });
            await first.LogInAsync(new Contract.LoginRequest { Handle = handle, Password = Pair.Password });
            await first.Send(pair.ThreadId, "written offline").Kept.OrFailAsync();
        }

        await using var again = new FileOutbox(journal);
        await using var second = new ChatClient(new ChatClientOptions
        {
            Server = relay.Url,
            Outbox = again,
            Session = new FileSessionStore(session),
        });
        await second.ConnectAsync().OrFailAsync();
        var thread = await pair.Bob.ThreadAsync(pair.ThreadId, one => one.LastMessage?.Text == "written offline");
        Assert.Single(thread.Messages);
        await second.ThreadAsync(pair.ThreadId, one => one.Messages is [{ State: MessageState.Sent }]);
        Assert.Equal(0, await server.StopAsync());
    }

    /// <summary>An address that stays while the server behind it comes and goes.</summary>
    private sealed class Relay : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Lock _gate = new();
        private readonly List<TcpClient> _open = [];
        private readonly Func<Uri> _server;
        private readonly Task _running;

        public Relay(Func<Uri> server)
        {
            _server = server;
            _listener.Start();
            _running = RunAsync();
        }

        public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

        /// <summary>Breaks all connections off.</summary>
        public void Cut()
        {
            lock (_gate)
            {
                _open.ForEach(one => one.Dispose());
                _open.Clear();
            }
        }

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            Cut();
            await _running;
        }

        private async Task RunAsync()
        {
            try
            {
                while (true)
                {
                    _ = PassAsync(await _listener.AcceptTcpClientAsync());
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // Disposed of.
            }
        }

        private async Task PassAsync(TcpClient from)
        {
            using var to = new TcpClient();
            try
            {
                lock (_gate)
                {
                    _open.AddRange([from, to]);
                }

                await to.ConnectAsync(IPAddress.Loopback, _server().Port);
                await Task.WhenAny(from.GetStream().CopyToAsync(to.GetStream()), to.GetStream().CopyToAsync(from.GetStream()));
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException or ExpectationException)
            {
                // The server is not there, or the connection was cut.
            }
            finally
            {
                from.Dispose();
            }
        }
    }
}
