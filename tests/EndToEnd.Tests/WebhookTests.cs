using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A host application's endpoint is told what happens. The server gives an event three attempts.</summary>
[Collection(HostServerGroup.Name)]
public sealed class WebhookTests(HostServer shared)
{
    private const int Attempts = HostServer.WebhookAttempts;

    private readonly ChatServer _server = shared.Server;
    private readonly WebhookReceiver _receiver = shared.Receiver;

    private ChatApi Api => _server.Api;

    [Fact]
    public async Task What_happens_in_a_thread_is_told_signed_and_in_order()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await Task.WhenAll(talk.SendManyAsync(talk.AdaClient, "a", 15), talk.SendManyAsync(talk.BobClient, "b", 15));
        (await talk.AdaClient.CloseThreadAsync(talk.ThreadId)).Must();

        var posts = await _receiver.ExpectAsync(talk.ThreadId, 32);
        Assert.All(posts, post => Assert.True(post.IsSound));
        Assert.Equal(posts.OrderBy(post => post.Seq).Select(post => post.Id), posts.Select(post => post.Id));

        // At least once: whoever wants it once goes by the id.
        var told = posts.DistinctBy(post => post.Id).ToArray();
        Assert.Equal(Enumerable.Range(1, 32).Select(seq => (long)seq), told.Select(post => post.Seq));
        Assert.Equal(
            ["thread.opened", .. Enumerable.Repeat("message.stored", 30), "thread.closed"], told.Select(post => post.Type));
        var events = (await talk.BobClient.SyncAsync(new Dictionary<string, long> { [talk.ThreadId] = 0 })).Must().Events[talk.ThreadId];
        Assert.Equal(
            events.Select(e => (e.SenderId, e.Text, e.ClientMessageId)),
            told.Select(post => (Text(post, "senderId")!, Text(post, "text"), Text(post, "clientMessageId"))));
        Assert.Equal(
            new[] { talk.Ada.UserId, talk.Bob.UserId }.Order(StringComparer.Ordinal),
            told[0].Data.GetProperty("members").EnumerateArray().Select(member => member.GetString()!).Order(StringComparer.Ordinal));
        Assert.InRange(Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - told[^1].Timestamp), 0, 300);
    }

    [Fact]
    public async Task An_edit_and_a_deletion_are_told_of_their_message()
    {
        await using var talk = await Conversation.StartAsync(_server);
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", "helo")).Must();
        var path = $"/api/v1/threads/{talk.ThreadId}/messages/2";
        using var change = new StringContent("{\"clientMessageId\":\"m-2\",\"text\":\"hello\"}", Encoding.UTF8, "application/json");
        (await Api.SendAsync(HttpMethod.Patch, path, change, talk.Ada.AccessToken)).MustBe(HttpStatusCode.OK);
        var edited = (await _receiver.ExpectAsync(talk.ThreadId, 3))[^1];
        Assert.Equal(("message.edited", 3L, 2L, "hello"), (edited.Type, edited.Seq, edited.Data.GetProperty("targetSeq").GetInt64(), Text(edited, "text")));

        (await Api.SendAsync(HttpMethod.Delete, $"{path}?clientMessageId=m-3", token: talk.Ada.AccessToken)).MustBe(HttpStatusCode.OK);
        var deleted = (await _receiver.ExpectAsync(talk.ThreadId, 4))[^1];
        Assert.Equal(("message.deleted", 4L, 2L), (deleted.Type, deleted.Seq, deleted.Data.GetProperty("targetSeq").GetInt64()));
        Assert.Null(Text(deleted, "text"));
    }

    [Fact]
    public async Task What_fails_is_tried_again_before_anything_after_it()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var word = $"flaky-{Guid.NewGuid():N}";
        _receiver.Refuse(word, times: Attempts - 1);
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", word)).Must();
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-2", "after")).Must();

        var posts = await _receiver.ExpectAsync(talk.ThreadId, Attempts + 2);
        var failed = posts.Where(post => post.Seq == 2).ToArray();
        Assert.Equal([.. Enumerable.Repeat(false, Attempts - 1), true], failed.Take(Attempts).Select(post => post.IsTaken));
        Assert.Single(failed.Select(post => (post.Id, post.Body)).Distinct());
        Assert.Equal(posts.OrderBy(post => post.Seq), posts);
    }

    [Fact]
    public async Task What_is_never_taken_becomes_a_dead_letter_that_can_be_replayed()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var word = $"poison-{Guid.NewGuid():N}";
        _receiver.Refuse(word, times: int.MaxValue);
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", word)).Must();
        (await talk.AdaClient.SendAsync(talk.ThreadId, "m-2", "after")).Must();

        // What stands behind it is told, once it is given up.
        var posts = await _receiver.ExpectAsync(talk.ThreadId, Attempts + 2);
        Assert.Equal(3, posts[^1].Seq);
        var letter = Assert.Single(await LettersAsync(talk.ThreadId));
        Assert.Equal(
            ("shop", 2L, "message.stored", Attempts, "status 500"),
            (letter.GetProperty("endpoint").GetString(), letter.GetProperty("seq").GetInt64(), letter.GetProperty("event").GetString(),
             letter.GetProperty("attempts").GetInt32(), letter.GetProperty("reason").GetString()));

        _receiver.Refuse(word, times: 0);
        var replayed = await Api.PostAsync("/host/webhooks/dead-letters/replay", new { endpoint = "shop", threadId = talk.ThreadId, seq = 2 }, shared.Key);
        replayed.MustBe(HttpStatusCode.OK);
        Assert.Equal(1, replayed.Json.GetProperty("replaying").GetInt32());
        var last = (await _receiver.ExpectAsync(word, Attempts + 1))[^1];
        Assert.True(last.IsTaken);
        Assert.Equal(posts.First(post => post.Seq == 2).Id, last.Id);

        // The answer is on its way back to the silo, which forgets the letter then.
        var patience = Stopwatch.StartNew();
        while ((await LettersAsync(talk.ThreadId)).Count > 0)
        {
            Assert.True(patience.Elapsed < Wire.Deadline * 3, "The letter is still there.");
        }
    }

    [Fact]
    public async Task A_report_is_told_and_tried_again_and_can_be_replayed()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var word = $"stop-{Guid.NewGuid():N}";
        _receiver.Refuse(word, times: Attempts);
        var reported = await Api.PostAsync(
            "/reports", new { userId = talk.Bob.UserId, reason = "selfHarm", threadId = talk.ThreadId, text = word }, talk.Ada.AccessToken);
        reported.MustBe(HttpStatusCode.Created);
        var reportId = reported.Json.GetProperty("reportId").GetString()!;
        Assert.All(await _receiver.ExpectAsync(word, Attempts), post => Assert.False(post.IsTaken));

        // The letter is written after the answer.
        var patience = Stopwatch.StartNew();
        while ((await Api.PostAsync("/host/webhooks/dead-letters/replay", new { reportId }, shared.Key)).Json.GetProperty("replaying").GetInt32() == 0)
        {
            Assert.True(patience.Elapsed < Wire.Deadline * 3, "There is no letter.");
        }

        var last = (await _receiver.ExpectAsync(word, Attempts + 1))[^1];
        Assert.Equal((true, true, "user.reported", $"report.{reportId}"), (last.IsTaken, last.IsSound, last.Type, last.Id));
        Assert.Equal(
            (reportId, talk.Ada.UserId, talk.Bob.UserId, "selfHarm", talk.ThreadId),
            (Text(last, "reportId"), Text(last, "reporterId"), Text(last, "userId"), Text(last, "reason"), Text(last, "threadId")));
    }

    [Fact]
    public async Task Dead_letters_are_for_who_may_see_them()
    {
        (await Api.GetAsync("/host/webhooks/dead-letters")).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await Api.GetAsync("/host/webhooks/dead-letters", shared.ReadingKey)).MustRefuse(HttpStatusCode.Forbidden, "insufficient_scope");
        (await Api.PostAsync("/host/webhooks/dead-letters/replay", new { }, shared.ReadingKey))
            .MustRefuse(HttpStatusCode.Forbidden, "insufficient_scope");
        Assert.Equal("limit", (await Api.GetAsync("/host/webhooks/dead-letters?limit=0", shared.Key)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        foreach (var (body, field) in new[] { ("""{"threadId":"x"}""", "threadId"), ("""{"seq":0}""", "seq"), ("""{"reportId":"x"}""", "reportId"), ("""{"seq":"1"}""", "seq"), ("""{"endpoint":7}""", "endpoint") })
        {
            Assert.Equal(field, (await Api.PostRawAsync("/host/webhooks/dead-letters/replay", body, shared.Key))
                .MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        }
    }

    private static string? Text(WebhookPost post, string field) =>
        post.Data.TryGetProperty(field, out var value) ? value.GetString() : null;

    private async Task<List<JsonElement>> LettersAsync(string threadId)
    {
        var answer = await Api.GetAsync("/host/webhooks/dead-letters?limit=200", shared.Key);
        answer.MustBe(HttpStatusCode.OK);
        return [.. answer.Json.GetProperty("items").EnumerateArray().Where(letter => letter.TryGetProperty("threadId", out var thread) && thread.GetString() == threadId)];
    }
}
