using System.Collections.Concurrent;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Outboxes;
using ChatOrleans.Client.Sessions;

namespace ChatOrleans.Client.Driver;

/// <summary>One client, and what its application was told.</summary>
internal sealed class Device : IAsyncDisposable
{
    private readonly JumpingTime _time = new();
    private readonly ChatClient _client;
    private readonly IOutbox _outbox;
    private readonly ConcurrentDictionary<string, Outgoing<ChatMessage>> _outgoing = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<long>> _told = [];
    private readonly List<string> _errors = [];
    private SignedOutReason? _signedOut;

    public Device(Uri server, string? folder)
    {
        _outbox = folder is null ? new MemoryOutbox() : new FileOutbox(Path.Combine(folder, "outbox"));
        _client = new ChatClient(new ChatClientOptions
        {
            Server = server,
            Outbox = _outbox,
            Session = folder is null ? new MemorySessionStore() : new FileSessionStore(Path.Combine(folder, "session")),
            Time = _time,

            // The server pings every 15 s. What stands still is noticed a little sooner than by default, as in the other client.
            ServerTimeout = TimeSpan.FromSeconds(25),
            CallTimeout = TimeSpan.FromSeconds(15),
        });
        _client.MessageReceived += Tell;
        _client.Failed += error => Note(() => _errors.Add(error.Code));
        _client.SignedOut += reason => Note(() => _signedOut = reason);
    }

    public async Task<object?> DoAsync(Command command)
    {
        switch (command.Do)
        {
            case "restore":
                return await _client.RestoreAsync();
            case "signInWithHostToken":
                await _client.SignInWithHostTokenAsync(new HostLoginRequest { Token = command.Token! });
                Note(() => _signedOut = null);
                return null;
            case "logOut":
                await _client.LogOutAsync();
                return null;
            case "connect":
                await _client.ConnectAsync();
                return null;
            case "disconnect":
                await _client.DisconnectAsync();
                return null;
            case "openThread":
                return new { (await _client.OpenThreadAsync(command.With!)).ThreadId };
            case "closeThread":
                return new { (await _client.CloseThreadAsync(command.ThreadId)).ThreadId };
            case "block":
                await _client.BlockAsync(command.UserId, command.Blocked);
                return null;
            case "markRead":
                _client.MarkRead(command.ThreadId, command.Seq);
                return null;
            case "loadBefore":
                return await _client.LoadBeforeAsync(command.ThreadId, command.Limit);
            case "upload":
                return await _client.Api.Attachments.UploadAsync(command.ThreadId, new MemoryStream(command.Bytes), command.Name);
            case "jump":
                _time.Jump(TimeSpan.FromMilliseconds(command.Ms));
                return null;
            case "snapshot":
                return Show();
            default:
                return await WriteAsync(command);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _outbox.DisposeAsync();
    }

    private async Task<object?> WriteAsync(Command command)
    {
        switch (command.Do)
        {
            case "send":
                var outgoing = _client.Send(command.ThreadId, new Draft
                {
                    ClientMessageId = command.ClientMessageId,
                    Text = command.Text,
                    ReplyTo = command.ReplyTo,
                    Attachments = command.Attachments,
                });
                _outgoing[command.ClientMessageId] = outgoing;
                await outgoing.Kept;
                return null;
            case "settled":
                return new { (await _outgoing[command.ClientMessageId].Settled).Seq };
            case "edit":
                await _client.Edit(command.ThreadId, command.Seq, command.Text!).Kept;
                return null;
            case "delete":
                await _client.Delete(command.ThreadId, command.Seq).Kept;
                return null;
            case "react":
                await _client.React(command.ThreadId, command.Seq, command.Emoji, command.Added).Kept;
                return null;
            case "retry":
                return await _client.RetryAsync(command.ThreadId, command.ClientMessageId);
            case "discard":
                return await _client.DiscardAsync(command.ThreadId, command.ClientMessageId);
            default:
                throw new InvalidOperationException($"Unknown command {command.Do}.");
        }
    }

    private void Tell(ChatMessage message) => Note(() =>
    {
        if (!_told.TryGetValue(message.ThreadId, out var seqs))
        {
            _told[message.ThreadId] = seqs = [];
        }

        seqs.Add(message.Seq ?? 0);
    });

    private void Note(Action change)
    {
        lock (_gate)
        {
            change();
        }
    }

    private Snapshot Show()
    {
        lock (_gate)
        {
            return new Snapshot(
                _client.State,
                _signedOut,
                [.. _errors],
                _told.ToDictionary(told => told.Key, told => (IReadOnlyList<long>)[.. told.Value]),
                [.. _client.Threads.Select(ThreadSnapshot.Of)]);
        }
    }
}
