using System.Globalization;
using System.Net;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Outboxes;

namespace ChatOrleans.Client.Tests.Fakes;

/// <summary>A client with a hub, HTTP and a clock that the test plays. It is Ada's; its jitter is none.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Ada = "u_5d41402abc4b2a76b9719d911017c592";
    public const string Bob = "u_9f9d51bc70ef21ca5c14f307980a29d8";
    public const string ThreadId = "9f86d081884c7d659a2feaa0c55ad015";

    private int _ids;

    public Bench(IOutbox? outbox = null, double random = 0)
    {
        Client = new ChatClient(new ChatClientOptions
        {
            Server = new Uri("http://chat.example"),
            Outbox = outbox,
            Time = Time,
            Random = () => random,
            NewId = () => $"id-{Interlocked.Increment(ref _ids)}",
            HttpHandler = Http,
            Transport = Hub,
        });
    }

    public FakeTime Time { get; } = new();

    public FakeHub Hub { get; } = new();

    public FakeHttp Http { get; } = new();

    public ChatClient Client { get; }

    /// <summary>A session's answer, whose access token lives for so long by a server whose clock is right.</summary>
    public static string SignedIn(string accessToken, int minutes = 15) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"userId":"{{Ada}}","handle":"ada","accessToken":"{{accessToken}}","refreshToken":"r-{{accessToken}}",
         "accessTokenExpiresAt":"2026-03-01T{{9 + ((30 + minutes) / 60):00}}:{{(30 + minutes) % 60:00}}:00.000Z"}
        """);

    public async Task SignInAsync()
    {
        Http.Answer("auth/login", HttpStatusCode.OK, SignedIn("a1"), new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero));
        await Client.LogInAsync(new LoginRequest { Handle = "ada", Password = "secret secret" });
        await Http.NextAsync();
    }

    /// <summary>Signs in and connects, to a server that has these threads.</summary>
    public async Task<FakeLink> ConnectAsync(params ThreadView[] threads)
    {
        await SignInAsync();
        var connecting = Client.ConnectAsync();
        var link = await Hub.NextLinkAsync();
        await AnswerSyncAsync(link, threads);
        await connecting.OrFailAsync();
        return link;
    }

    /// <summary>Answers a Sync with threads as they stand, and gives what was asked.</summary>
    public static async Task<SyncRequest> AnswerSyncAsync(FakeLink link, params ThreadView[] threads)
    {
        var call = await link.NextAsync("Sync");
        var request = call.Argument<SyncRequest>();
        call.Answer(Sync(request, threads));
        return request;
    }

    /// <summary>An answer without events.</summary>
    public static SyncAnswer Sync(SyncRequest request, IReadOnlyList<ThreadView> threads, params ThreadEvent[] events) => new()
    {
        Epoch = "e1",
        Me = new Me { UserId = Ada, Handle = "ada", DisplayName = "Ada" },
        Threads = threads,
        Events = events.GroupBy(one => one.ThreadId).ToDictionary(one => one.Key, one => (IReadOnlyList<ThreadEvent>)[.. one]),
        States = request.Cursors.ToDictionary(cursor => cursor.Key, _ => SyncStates.Complete),
        Status = SyncStates.Complete,
    };

    /// <summary>The thread with Bob.</summary>
    public static ThreadView View(long lastSeq = 1, long unread = 0, long readSeq = 0, string threadId = ThreadId, bool active = true) => new()
    {
        ThreadId = threadId,
        Peer = new Peer { UserId = Bob, Handle = "bob", DisplayName = "Bob", Online = true },
        Active = active,
        LastSeq = lastSeq,
        Unread = unread,
        ReadSeq = readSeq,
        PeerReadSeq = 0,
        PeerDeliveredSeq = 0,
    };

    /// <summary>A message, as its event.</summary>
    public static ThreadEvent Said(long seq, string text, string sender = Bob, string? id = null) => new()
    {
        ThreadId = ThreadId,
        Seq = seq,
        Type = EventTypes.Message,
        SenderId = sender,
        At = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero).AddSeconds(seq),
        ClientMessageId = id ?? $"m-{seq}",
        Text = text,
    };

    public static SendAck Ack(long seq, bool duplicate = false) =>
        new() { Seq = seq, SentAt = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero).AddSeconds(seq), Duplicate = duplicate };

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        Http.Dispose();
    }
}
