using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Who is away hears of messages: a device by Web Push, a host's endpoint by webhook.</summary>
[Collection(HostServerGroup.Name)]
public sealed class PushTests(HostServer shared)
{
    private readonly ChatServer _server = shared.Server;
    private readonly PushService _service = shared.PushService;

    private ChatApi Api => _server.Api;

    [Fact]
    public async Task Who_is_away_hears_once_a_thread_until_they_have_read_it_elsewhere()
    {
        using var device = new PushDevice();
        var endpoint = _service.NewEndpoint();
        await using var talk = await AwayAsync(device, endpoint);
        var first = (await _service.ExpectAsync(endpoint, 1))[0];
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-2", "it is me")).Must();
        var second = (await _service.ExpectAsync(endpoint, 2))[1];

        AssertMessage(talk.Ada, talk.ThreadId, device.Decrypt(first.Body), seq: 2, unread: 1);
        AssertMessage(talk.Ada, talk.ThreadId, device.Decrypt(second.Body), seq: 3, unread: 2);
        await AssertHeadersAsync(talk.Bob, first);
        Assert.Equal(first.Topic, second.Topic);
        Assert.DoesNotContain(talk.ThreadId, Encoding.ASCII.GetString(first.Body), StringComparison.Ordinal);

        // Read on another device; it says so to this one.
        await using var phone = await _server.ConnectAsync(await Api.LoginAsync(talk.Bob.Handle));
        (await phone.MarkReadAsync(talk.ThreadId, 3)).Must();
        var read = (await _service.ExpectAsync(endpoint, 3))[2];
        Assert.Equal((first.Topic, "normal"), (read.Topic, read.Urgency));
        Assert.Equal($$"""{"type":"read","threadId":"{{talk.ThreadId}}","seq":3}""", device.Decrypt(read.Body));
    }

    [Fact]
    public async Task A_host_is_told_with_all_that_it_needs()
    {
        await using var talk = await AwayAsync();
        var push = (await shared.Notifier.ExpectAsync(talk.ThreadId, 1))[0];
        Assert.Equal((true, "push", $"push.{talk.ThreadId}.2.{talk.Bob.UserId}"), (push.IsSound, push.Type, push.Id));
        Assert.Equal(
            (talk.Bob.UserId, 2L, 1L, talk.Ada.UserId, "high"),
            (push.Data.GetProperty("user").GetProperty("userId").GetString(), push.Seq, push.Data.GetProperty("unread").GetInt64(),
             push.Data.GetProperty("sender").GetProperty("userId").GetString(), push.Data.GetProperty("urgency").GetString()));
        Assert.DoesNotContain("are you there?", push.Body, StringComparison.Ordinal);

        // What it does not take it is told again.
        shared.Notifier.Refuse(talk.ThreadId, times: 1);
        await using var phone = await _server.ConnectAsync(await Api.LoginAsync(talk.Bob.Handle));
        (await phone.MarkReadAsync(talk.ThreadId, 2)).Must();
        var posts = await shared.Notifier.ExpectAsync(talk.ThreadId, 3);
        Assert.Equal([(push.Id, true), ($"{push.Id}.withdrawn", false), ($"{push.Id}.withdrawn", true)], posts.Take(3).Select(post => (post.Id, post.IsTaken)));
        var withdrawn = posts[2];
        Assert.Equal((true, "push.withdrawn", 2L), (withdrawn.IsSound, withdrawn.Type, withdrawn.Seq));
        Assert.Equal(push.Data.GetProperty("topic").GetString(), withdrawn.Data.GetProperty("topic").GetString());
        Assert.Equal(push.Data.GetProperty("user").ToString(), withdrawn.Data.GetProperty("user").ToString());
    }

    [Fact]
    public async Task Nobody_hears_of_a_muted_thread_or_of_what_a_device_has()
    {
        using var device = new PushDevice();
        await using var talk = await Conversation.StartAsync(_server);
        var endpoint = _service.NewEndpoint();
        await SubscribeAsync(talk.Bob, device, endpoint);

        // A device that is open has it.
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", "delivered")).Must();
        await talk.BobClient.ExpectEventAsync(talk.ThreadId, 2);
        (await talk.BobClient.MarkDeliveredAsync(talk.ThreadId, 2)).Must();
        (await talk.BobClient.MuteThreadAsync(talk.ThreadId, muted: true)).Must();
        await talk.BobClient.DisposeAsync();
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-2", "muted")).Must();

        // Others are told in the meantime, who come later.
        await HearAsync();
        await HearAsync();
        (await Api.DeleteAsync($"/threads/{talk.ThreadId}/mute", talk.Bob.AccessToken)).MustBe(HttpStatusCode.OK);
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-3", "heard")).Must();
        var post = Assert.Single(await _service.ExpectAsync(endpoint, 1));
        AssertMessage(talk.Ada, talk.ThreadId, device.Decrypt(post.Body), seq: 4, unread: 3);
    }

    [Fact]
    public Task What_a_push_service_says_is_heeded() => Task.WhenAll(FullAsync(), BusyAsync(), GoneAsync());

    [Fact]
    public async Task A_subscription_ends_with_its_session_or_when_it_is_taken_away_or_over()
    {
        using var device = new PushDevice();
        var (left, ended, taken, staying) = (_service.NewEndpoint(), _service.NewEndpoint(), _service.NewEndpoint(), _service.NewEndpoint());
        await using var talk = await AwayAsync(device, staying);
        await _service.ExpectAsync(staying, 1);
        var sessions = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Api.LoginAsync(talk.Bob.Handle)));
        await SubscribeAsync(sessions[0], device, left);
        await SubscribeAsync(sessions[1], device, ended);
        await SubscribeAsync(sessions[2], device, taken);
        (await Api.LogoutAsync(sessions[0].AccessToken)).MustBe(HttpStatusCode.NoContent);
        (await Api.DeleteAsync("/me/push", sessions[1].AccessToken)).MustBe(HttpStatusCode.NoContent);
        (await Api.DeleteAsync("/me/push", sessions[1].AccessToken)).MustBe(HttpStatusCode.NoContent);
        await SubscribeAsync(await _server.RegisterAsync("eve"), device, taken);

        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-2", "one")).Must();
        await _service.ExpectAsync(staying, 2);
        await HearAsync();
        foreach (var none in new[] { left, ended, taken })
        {
            Assert.Empty(await _service.ExpectAsync(none, 0));
        }
    }

    [Fact]
    public async Task What_is_no_subscription_is_refused_by_name()
    {
        var bob = await _server.RegisterAsync("bob");
        (await Api.GetAsync("/push/key")).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.DeleteAsync("/me/push")).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        using var device = new PushDevice();
        var sound = JsonSerializer.SerializeToNode(device.Subscription(_service.NewEndpoint()), Wire.Json)!.AsObject();
        var keys = sound["keys"]!.ToJsonString();
        foreach (var (body, field) in new[]
        {
            ("[]", ""),
            ($$"""{"keys":{{keys}}}""", "endpoint"),
            ($$"""{"endpoint":7,"keys":{{keys}}}""", "endpoint"),
            ($$"""{"endpoint":"push","keys":{{keys}}}""", "endpoint"),
            ($$"""{"endpoint":"ftp://push.example/1","keys":{{keys}}}""", "endpoint"),
            ($$"""{"endpoint":"https://a@push.example/1","keys":{{keys}}}""", "endpoint"),
            ($$"""{"endpoint":"https://push.example/{{new string('x', 2_000)}}","keys":{{keys}}}""", "endpoint"),
            ("""{"endpoint":"https://push.example/1"}""", "keys.p256dh"),
            ("""{"endpoint":"https://push.example/1","keys":"none"}""", "keys.p256dh"),
            ($$"""{"endpoint":"https://push.example/1","keys":{"p256dh":"{{Base64Url.EncodeToString(new byte[65])}}","auth":"{{Base64Url.EncodeToString(new byte[16])}}"} }""", "keys.p256dh"),
            ($$"""{"endpoint":"https://push.example/1","keys":{"p256dh":{{sound["keys"]!["p256dh"]!.ToJsonString()}},"auth":"AAAA"} }""", "keys.auth"),
            ($$"""{"endpoint":"https://push.example/1","keys":{{keys}},"expirationTime":"soon"}""", "expirationTime"),
        })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            var refusal = (await Api.SendAsync(HttpMethod.Put, "/api/v1/me/push", content, bob.AccessToken))
                .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
            Assert.True(refusal.Field == field, $"{body} names {refusal.Field}.");
        }
    }

    private async Task FullAsync()
    {
        using var device = new PushDevice();
        var full = _service.NewEndpoint(HttpStatusCode.RequestEntityTooLarge);
        await using var talk = await AwayAsync(device, full);
        var posts = await _service.ExpectAsync(full, 2);
        Assert.Contains("sender", device.Decrypt(posts[0].Body), StringComparison.Ordinal);
        Assert.DoesNotContain("sender", device.Decrypt(posts[1].Body), StringComparison.Ordinal);
    }

    private async Task BusyAsync()
    {
        using var device = new PushDevice();
        var busy = _service.NewEndpoint(HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable);
        await using var talk = await AwayAsync(device, busy);
        var posts = await _service.ExpectAsync(busy, 3);
        Assert.Equal([429, 503, 201], posts.Take(3).Select(post => post.Status));
        Assert.Single(posts.Take(3).Select(post => device.Decrypt(post.Body)).Distinct());
    }

    private async Task GoneAsync()
    {
        using var device = new PushDevice();
        var (gone, other) = (_service.NewEndpoint(HttpStatusCode.Gone), _service.NewEndpoint());
        var before = await DroppedAsync("gone");
        await using var talk = await AwayAsync(device, gone);
        await _service.ExpectAsync(gone, 1);
        await UntilDroppedAsync("gone", before);
        await SubscribeAsync(await Api.LoginAsync(talk.Bob.Handle), device, other);
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-2", "again")).Must();
        await _service.ExpectAsync(other, 1);
        Assert.Single(await _service.ExpectAsync(gone, 1));
    }

    private static void AssertMessage(Account ada, string threadId, string payload, long seq, long unread)
    {
        var message = JsonDocument.Parse(payload).RootElement;
        Assert.Equal(
            ("message", threadId, seq, unread, ada.UserId, ada.Handle),
            (message.GetProperty("type").GetString(), message.GetProperty("threadId").GetString(), message.GetProperty("seq").GetInt64(),
             message.GetProperty("unread").GetInt64(), message.GetProperty("sender").GetProperty("userId").GetString(),
             message.GetProperty("sender").GetProperty("handle").GetString()));
        Assert.False(message.TryGetProperty("text", out _));
    }

    private async Task AssertHeadersAsync(Account bob, PushPost post)
    {
        Assert.Equal(("aes128gcm", "high"), (post.Encoding, post.Urgency));
        Assert.InRange(long.Parse(post.TimeToLive, CultureInfo.InvariantCulture), 1, 28 * 86_400);
        Assert.True(post.Topic.Length is > 0 and <= 32 && Base64Url.IsValid(post.Topic));
        var parts = post.Authorization["vapid t=".Length..].Split(", k=");
        Assert.Equal((await Api.GetAsync("/push/key", bob.AccessToken)).Json.GetProperty("publicKey").GetString(), parts[1]);
        var token = parts[0].Split('.');
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1])).RootElement;
        Assert.Equal(_service.Url.GetLeftPart(UriPartial.Authority), claims.GetProperty("aud").GetString());
        Assert.InRange(claims.GetProperty("exp").GetInt64() - DateTimeOffset.UtcNow.ToUnixTimeSeconds(), 1, 86_400);
        var point = Base64Url.DecodeFromChars(parts[1]);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256));
    }

    private async Task SubscribeAsync(Account account, PushDevice device, Uri endpoint) =>
        (await Api.CallAsync(HttpMethod.Put, "/me/push", device.Subscription(endpoint), account.AccessToken)).MustBe(HttpStatusCode.NoContent);

    /// <summary>Bob is away, has a device if any is named, and Ada has written.</summary>
    private async Task<AwayTalk> AwayAsync(PushDevice? device = null, Uri? endpoint = null)
    {
        var accounts = await Task.WhenAll(_server.RegisterAsync("ada"), _server.RegisterAsync("bob"));
        if (device is not null)
        {
            await SubscribeAsync(accounts[1], device, endpoint!);
        }

        var ada = await _server.ConnectAsync(accounts[0]);
        (await ada.SyncAsync()).Must();
        var thread = (await ada.OpenThreadAsync(accounts[1].Handle)).Must();
        (await ada.SendAsync(thread.ThreadId, "m-1", "are you there?")).Must();
        return new AwayTalk(ada, accounts[0], accounts[1], thread.ThreadId);
    }

    /// <summary>Somebody else is told of something that comes after all before.</summary>
    private async Task HearAsync()
    {
        using var device = new PushDevice();
        var endpoint = _service.NewEndpoint();
        await using var talk = await AwayAsync(device, endpoint);
        await _service.ExpectAsync(endpoint, 1);
    }

    private async Task<double> DroppedAsync(string reason)
    {
        var page = (await Api.SendAsync(HttpMethod.Get, "/metrics")).Text;
        var line = page.Split('\n').FirstOrDefault(line =>
            line.StartsWith("chat_notification_subscriptions_dropped_total{", StringComparison.Ordinal) && line.Contains($"reason=\"{reason}\"", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private async Task UntilDroppedAsync(string reason, double before)
    {
        var patience = Stopwatch.StartNew();
        while (await DroppedAsync(reason) <= before)
        {
            Assert.True(patience.Elapsed < Wire.Deadline * 3, "The subscription is still there.");
        }
    }

    private sealed record AwayTalk(ChatClient AdaClient, Account Ada, Account Bob, string ThreadId) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => AdaClient.DisposeAsync();
    }
}
