using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using ChatOrleans.TestKit;
using Xunit.Abstractions;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>
/// Valid frames and bodies, mutated. Longer, with another seed each round: <c>CHAT_FUZZ_ROUNDS=100</c>; a seed again:
/// <c>CHAT_FUZZ_SEED=7</c>.
/// </summary>
[Collection(SecondServerGroup.Name)]
public sealed class FuzzTests(SharedServer shared, ITestOutputHelper output)
{
    private const int DefaultSeed = 20_260_301;
    private const int Frames = 600;
    private const int FramesATime = 20;
    private const int Bodies = 300;

    /// <summary>What an input may cost on average, all that the process does counted.</summary>
    private const long MaxBytesAnInput = 512 * 1024;

    private static readonly string[] Insides = ["   at ", "ChatOrleans.", "System.Text", "System.Invalid", "Npgsql", "SELECT ", "Orleans.Runtime"];

    /// <summary>Stands for the id of the caller's own open thread.</summary>
    private const string Mine = "MINE";

    private static readonly (string Method, string Argument)[] ValidInvocations =
    [
        ("Sync", """{"epoch":"b1946ac92492d234","cursors":{"MINE":0},"page":null}"""),
        ("OpenThread", """{"with":"bob","closeCurrent":false}"""),
        ("CloseThread", """{"threadId":"00000000000000000000000000000000"}"""),
        ("SendMessage", """{"threadId":"MINE","clientMessageId":"a-1","text":"Hello Bob"}"""),
        ("GetHistory", """{"threadId":"MINE","before":99,"after":null,"around":null,"limit":25}"""),
        ("MarkRead", """{"threadId":"MINE","seq":1}"""),
        ("MarkDelivered", """{"threadId":"MINE","seq":1}"""),
        ("SetTyping", """{"threadId":"MINE","typing":true}"""),
        ("EditMessage", """{"threadId":"MINE","clientMessageId":"a-2","targetSeq":2,"text":"Hello Bob!"}"""),
        ("DeleteMessage", """{"threadId":"MINE","clientMessageId":"a-3","targetSeq":2}"""),
        ("React", """{"threadId":"MINE","clientMessageId":"a-4","targetSeq":2,"emoji":"+","added":true}"""),
        ("MuteThread", """{"threadId":"MINE","muted":true,"until":"2026-03-01T09:30:00.125Z"}"""),
        ("BlockUser", """{"userId":"u_5d41402abc4b2a76b9719d911017c592","blocked":true}"""),
        ("ReportUser", """{"userId":"u_5d41402abc4b2a76b9719d911017c592","threadId":"MINE","seq":2,"reason":"spam","text":"Look"}"""),
        ("SetPrivacy", """{"sharePresence":true}"""),
        ("ArchiveThread", """{"threadId":"MINE","archived":true}"""),
        ("SearchMessages", """{"query":"hello","threadId":"MINE","limit":10,"cursor":null}"""),
        ("WatchPresence", """{"userIds":["u_9f9d51bc70ef21ca5c14f307980a29d8","u_5d41402abc4b2a76b9719d911017c592"]}"""),
    ];

    /// <summary>Changed anywhere, most of these are no frames any more, which ends the connection.</summary>
    private static readonly string[] ValidFrames =
    [
        """{"type":1,"invocationId":"f","target":"SendMessage","arguments":[{"threadId":"MINE","clientMessageId":"a-1","text":"Hello Bob"}]}""",
        """{"type":1,"headers":{"a":"b"},"target":"Sync","arguments":[{"cursors":{}}],"streamIds":["1"]}""",
        """{"type":4,"invocationId":"s","target":"Sync","arguments":[{}]}""",
        """{"type":2,"invocationId":"s","item":1}""",
        """{"type":3,"invocationId":"f","result":{}}""",
        """{"type":5,"invocationId":"s"}""",
        """{"type":6}""",
        """{"type":8,"sequenceId":1}""",
    ];

    private static readonly (string Method, string Path, string Body)[] ValidCalls =
    [
        ("POST", "/auth/register", """{"handle":"a_","password":"correct horse","displayName":"Ada","email":"ada@example.org","deviceName":"phone"}"""),
        ("POST", "/auth/login", """{"handle":"ada","password":"","reactivate":false,"deviceName":"phone"}"""),
        ("POST", "/auth/refresh", """{"refreshToken":"zJ4mVb0kQ1"}"""),
        ("POST", "/auth/password/forgot", """{"name":"ada@example.org"}"""),
        ("POST", "/auth/password/reset", """{"token":"zJ4mVb0kQ1","newPassword":"correct horse"}"""),
        ("POST", "/me/password", """{"currentPassword":"","newPassword":"correct horse"}"""),
        ("POST", "/threads", """{"with":"bob"}"""),
        ("POST", "/threads/MINE/messages", """{"clientMessageId":"a-1","text":"Hello Bob"}"""),
        ("PATCH", "/threads/MINE/messages/2", """{"clientMessageId":"a-2","text":"Hello Bob!"}"""),
        ("PUT", "/blocks/u_5d41402abc4b2a76b9719d911017c592", ""),
        ("DELETE", "/blocks/u_5d41402abc4b2a76b9719d911017c592", ""),
        ("GET", "/blocks?limit=50&cursor=Zm9sbG93cw", ""),
        ("POST", "/reports", """{"userId":"u_5d41402abc4b2a76b9719d911017c592","threadId":"MINE","seq":2,"reason":"spam","text":"Look"}"""),
        ("PUT", "/me/push", """{"endpoint":"https://push.example/1","expirationTime":null,"keys":{"p256dh":"BCVxsr7N_eNg","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}"""),
        ("PATCH", "/me/settings", """{"sharePresence":true}"""),
        ("GET", "/search/messages?query=hello&limit=10", ""),
        ("GET", "/threads?limit=50&cursor=Zm9sbG93cw", ""),
        ("GET", "/threads/MINE/messages?before=99&limit=25", ""),
        ("GET", "/users?query=bob&limit=10", ""),
        ("DELETE", "/sessions/9f86d081884c7d659a2feaa0c55ad015", ""),
    ];

    private static readonly int Rounds = Setting("CHAT_FUZZ_ROUNDS", 1);
    private static readonly int Seed = Setting("CHAT_FUZZ_SEED", DefaultSeed);

    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task Mutated_frames_are_answered_or_close_the_connection_and_show_nothing()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var before = await AllocatedAsync();
        for (var round = 0; round < Rounds; round++)
        {
            output.WriteLine($"Seed {Seed + round}");
            await SendFramesAsync(talk, new Mutations(Seed + round));
        }

        await AssertUnharmedAsync(talk, before, Frames * Rounds);
    }

    [Fact]
    public async Task Mutated_bodies_and_addresses_are_refused_and_show_nothing()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var before = await AllocatedAsync();
        for (var round = 0; round < Rounds; round++)
        {
            output.WriteLine($"Seed {Seed + round}");
            var mutations = new Mutations(Seed + round);
            for (var number = 0; number < Bodies; number++)
            {
                await CallAsync(talk, mutations, number);
            }
        }

        await AssertUnharmedAsync(talk, before, Bodies * Rounds);
    }

    private static async Task SendFramesAsync(Conversation talk, Mutations mutations)
    {
        ChatClient? client = null;
        var received = new StringBuilder();
        for (var sent = 0; sent < Frames; sent += FramesATime)
        {
            if (client is null)
            {
                client = await talk.ConnectAsync(talk.Ada);
                client.Hub.Receiving = bytes => Take(received, bytes);
            }

            var frames = Enumerable.Range(1, FramesATime)
                .Select(number => number < FramesATime ? Invocation(mutations, number) : mutations.Of(mutations.Pick(ValidFrames)))
                .Select(frame => frame.Replace(Mine, talk.ThreadId, StringComparison.Ordinal))
                .ToArray();
            foreach (var frame in frames)
            {
                client.Hub.SendFrame(frame);
            }

            var closing = await IsClosedAsync(client);
            AssertNoInsides(received, frames);
            if (closing is not null)
            {
                // SignalR's goodbye to what is no frame, or none at all where the frame said goodbye; not a broken server.
                Assert.NotEqual(WebSocketCloseStatus.InternalServerError, closing.Status);
                await client.DisposeAsync();
                client = null;
            }
        }
    }

    private static string Invocation(Mutations mutations, int number)
    {
        var (method, argument) = mutations.Pick(ValidInvocations);
        return $$"""{"type":1,"invocationId":"f-{{number}}","target":"{{method}}","arguments":[{{mutations.ShapeOf(argument)}}]}""";
    }

    /// <summary>Waits for a call behind the frames, or for the connection's end.</summary>
    private static async Task<Closing?> IsClosedAsync(ChatClient client)
    {
        try
        {
            (await client.SyncAsync()).Must();
            return null;
        }
        catch (ConnectionLostException)
        {
            return await client.Hub.Closed.WaitAsync(Wire.Deadline);
        }
    }

    private async Task CallAsync(Conversation talk, Mutations mutations, int number)
    {
        var (method, path, body) = mutations.Pick(ValidCalls);
        path = path.Replace(Mine, talk.ThreadId, StringComparison.Ordinal);
        if (body.Length == 0 || number % 8 == 0)
        {
            var at = path.IndexOfAny(['?', '/'], 1);
            path = path[..(at + 1)] + Uri.EscapeDataString(Shorten(mutations.Of(path[(at + 1)..])));
        }

        using var content = body.Length == 0
            ? null
            : new StringContent(mutations.Of(body), Encoding.UTF8, "application/json");
        var answer = await _server.Api.SendAsync(new HttpMethod(method), "/api/v1" + path, content, talk.Ada.AccessToken);
        // Hashing of passwords is bounded, and says so.
        Assert.True(
            (int)answer.Status < 500 || answer.Status == HttpStatusCode.ServiceUnavailable,
            $"Seed {Seed}, input {number}: {method} {path} was answered with {answer.Status}.");
        AssertNoInsides(new StringBuilder(answer.Text), [$"{method} {path}"]);
    }

    private static string Shorten(string text) => text.Length > 1_000 ? text[..1_000] : text;

    /// <summary>The conversation goes on, nothing was logged as a defect, and nothing cost too much.</summary>
    private async Task AssertUnharmedAsync(Conversation talk, double allocatedBefore, int inputs)
    {
        var ack = (await talk.BobClient.SendAsync(talk.ThreadId, "after", "still usable")).Must();
        await talk.BobClient.ExpectEventAsync(talk.ThreadId, ack.Seq);
        Assert.DoesNotContain("fail: ChatOrleans", _server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("crit: ", _server.Output, StringComparison.Ordinal);
        var cost = (await AllocatedAsync() - allocatedBefore) / inputs;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cost / 1024:F0} KiB allocated an input"));
        Assert.InRange(cost, 0, MaxBytesAnInput);
    }

    private static void Take(StringBuilder received, ReadOnlyMemory<byte> bytes)
    {
        lock (received)
        {
            received.Append(Encoding.UTF8.GetString(bytes.Span));
        }
    }

    private static void AssertNoInsides(StringBuilder received, IEnumerable<string> inputs)
    {
        string text;
        lock (received)
        {
            text = received.ToString();
            received.Clear();
        }

        var shown = Array.Find(Insides, part => text.Contains(part, StringComparison.Ordinal));
        Assert.True(shown is null, $"'{shown}' is in the answer to one of: {string.Join('\n', inputs)}");
    }

    private async Task<double> AllocatedAsync()
    {
        const string Name = "dotnet_gc_heap_total_allocated_bytes_total";
        var page = (await _server.Api.SendAsync(HttpMethod.Get, "/metrics")).Text;
        var line = page.Split('\n').Single(line => line.StartsWith(Name, StringComparison.Ordinal));
        return double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
