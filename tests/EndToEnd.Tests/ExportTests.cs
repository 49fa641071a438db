using System.Net;
using System.Text;
using System.Text.Json;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Row 24: what there is of somebody, for programs and for people.</summary>
[Collection(SecondServerGroup.Name)]
public sealed class ExportTests(SharedServer shared)
{
    // As long as a message may be; twenty of them fill more than one piece of a file.
    private static readonly string Long = string.Concat(Enumerable.Repeat("🦊", 4_000));

    private readonly ChatServer _server = shared.Server;

    private ChatApi Api => _server.Api;

    [Fact]
    public async Task An_export_holds_what_its_owner_has_written_and_got()
    {
        await using var talk = await Conversation.StartAsync(_server);
        (await talk.AdaClient.SendAsync(talk.ThreadId, "a-1", "first version")).Must();
        (await talk.AdaClient.SendAsync(talk.ThreadId, "a-2", "<script>alert('x')</script> & ümlaut")).Must();
        await talk.SendManyAsync(talk.BobClient, "b", 2);
        (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 2, "second version")).Must();
        (await talk.BobClient.DeleteAsync(talk.ThreadId, "d-1", 5)).Must();
        (await talk.BobClient.ReactAsync(talk.ThreadId, "r-1", 2, "👍")).Must();
        (await talk.AdaClient.ReportUserAsync(talk.Bob.UserId, "spam", text: "He sells things.")).Must();

        var export = await Api.ExportAsync(talk.Ada.AccessToken);
        Assert.True(export.ExpiresAt > export.RequestedAt);
        Assert.Equal(["json", "html"], export.Files!.Select(file => file.Format));
        var json = await ReadAsync(export, "json", "application/json", talk.Ada.AccessToken);
        var root = JsonDocument.Parse(json).RootElement;
        Assert.Equal((talk.Ada.UserId, talk.Ada.Handle), (Text(root.GetProperty("profile")[0], "userId"), Text(root.GetProperty("profile")[0], "handle")));
        Assert.Single(root.GetProperty("sessions").EnumerateArray());
        Assert.Equal("He sells things.", Text(Assert.Single(root.GetProperty("reports").EnumerateArray()), "text"));
        var conversation = Assert.Single(root.GetProperty("conversations").EnumerateArray());
        Assert.Equal((talk.ThreadId, talk.Bob.Handle), (Text(conversation, "threadId"), Text(conversation, "handle")));
        var messages = conversation.GetProperty("messages").EnumerateArray().ToArray();
        Assert.Equal(
            [(2, "me", "second version"), (3, "me", "<script>alert('x')</script> & ümlaut"), (4, talk.Bob.Handle, "b 1")],
            messages.Select(message => (message.GetProperty("seq").GetInt64(), Text(message, "from"), Text(message, "text"))));
        Assert.Equal("first version", messages[0].GetProperty("before")[0].GetString());
        Assert.Equal($"👍 {talk.Bob.Handle}", messages[0].GetProperty("reactions")[0].GetString());

        var html = await ReadAsync(export, "html", "text/html", talk.Ada.AccessToken);
        Assert.Contains("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; ümlaut", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
        Assert.All((string[])[json, html], file => Assert.DoesNotContain("b 2", file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_of_any_length_comes_whole()
    {
        await using var talk = await Conversation.StartAsync(_server);
        for (var number = 0; number < 40; number++)
        {
            (await talk.BobClient.SendAsync(talk.ThreadId, $"b-{number}", Long)).Must();
        }

        var export = await Api.ExportAsync(talk.Ada.AccessToken);
        var json = JsonDocument.Parse(await ReadAsync(export, "json", "application/json", talk.Ada.AccessToken)).RootElement;
        var texts = json.GetProperty("conversations")[0].GetProperty("messages").EnumerateArray().Select(message => Text(message, "text")).ToArray();
        Assert.Equal(Enumerable.Repeat(Long, 40), texts);
        Assert.EndsWith("</html>\n", await ReadAsync(export, "html", "text/html", talk.Ada.AccessToken), StringComparison.Ordinal);
        Assert.NotEqual(export.ExportId, (await Api.ExportAsync(talk.Ada.AccessToken)).ExportId);
    }

    [Fact]
    public async Task An_export_is_its_owners_alone()
    {
        var (ada, bob) = (await _server.RegisterAsync("ada"), await _server.RegisterAsync("bob"));
        foreach (var path in (string[])["/me/export", "/me/export/json", "/me/export/html"])
        {
            (await Api.GetAsync(path, ada.AccessToken)).MustRefuse(HttpStatusCode.NotFound, "export_not_found");
            (await Api.GetAsync(path)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        }

        (await Api.PostAsync("/me/export", null)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        await Api.ExportAsync(ada.AccessToken);
        (await Api.GetAsync("/me/export", bob.AccessToken)).MustRefuse(HttpStatusCode.NotFound, "export_not_found");
        (await Api.GetAsync("/me/export/json", bob.AccessToken)).MustRefuse(HttpStatusCode.NotFound, "export_not_found");
    }

    private async Task<string> ReadAsync(ExportShape export, string format, string type, string token)
    {
        var file = export.Files!.Single(one => one.Format == format);
        var answer = await Api.SendAsync(HttpMethod.Get, file.Path, token: token);
        answer.MustBe(HttpStatusCode.OK);
        Assert.Equal(type, answer.ContentType);
        Assert.Equal(file.Size, Encoding.UTF8.GetByteCount(answer.Text));
        return answer.Text;
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
