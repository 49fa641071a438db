using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>What moderators read, and what is written down of it.</summary>
[Collection(AdminServerGroup.Name)]
public sealed class AdminReadingTests(AdminServer shared)
{
    private const string Nowhere = "00000000000000000000000000000001";

    private readonly ChatServer _server = shared.Server;

    private ChatApi Api => _server.Api;

    [Fact]
    public async Task Reports_are_listed_read_in_context_and_dealt_with()
    {
        await using var talk = await Conversation.StartAsync(_server);
        (await talk.BobClient.SendAsync(talk.ThreadId, "b-1", "I know where you live")).Must();
        var id = (await talk.AdaClient.ReportUserAsync(talk.Bob.UserId, "selfHarm", talk.ThreadId, 2, "look")).Must().ReportId;
        (await talk.BobClient.EditAsync(talk.ThreadId, "b-2", 2, "I know what you like")).Must();

        var report = Assert.Single((await ListAsync("resolved=false&limit=200")).Reports, one => one.ReportId == id);
        Assert.Equal(
            (talk.Ada.UserId, talk.Bob.UserId, "selfHarm", "look", talk.ThreadId, 2L, "I know where you live"),
            (report.ReporterId, report.UserId, report.Reason, report.Text, report.ThreadId, report.Seq, report.MessageText));
        Assert.Null(report.ResolvedAt);

        var thread = (await AsModeratorAsync(HttpMethod.Get, $"/threads/{talk.ThreadId}")).Must<AdminThreadShape>(HttpStatusCode.OK);
        Assert.Equal(
            new[] { talk.Ada.UserId, talk.Bob.UserId }.Order(StringComparer.Ordinal), thread.Members.Select(member => member.UserId).Order(StringComparer.Ordinal));
        Assert.Equal((true, 3L, "home"), (thread.Active, thread.LastSeq, thread.Shard));
        Assert.Matches(@"^127\.0\.0\.1:\d+$", thread.Silo);

        var reason = new { reason = $"report {id}" };
        var history = (await AsModeratorAsync(HttpMethod.Post, $"/threads/{talk.ThreadId}/messages/read?around=2", reason)).Must<HistoryShape>(HttpStatusCode.OK);
        Assert.Equal("I know what you like", Assert.Single(history.Messages).Text);
        var versions = (await AsModeratorAsync(HttpMethod.Post, $"/threads/{talk.ThreadId}/messages/2/versions/read", reason))
            .Must<TextVersionsShape>(HttpStatusCode.OK);
        Assert.Equal([(2L, "I know where you live"), (3L, "I know what you like")], versions.Versions.Select(one => (one.Seq, one.Text)));

        (await AsModeratorAsync(HttpMethod.Post, $"/reports/{id}/resolve", reason)).MustBe(HttpStatusCode.NoContent);
        (await shared.PostAsync($"/reports/{id}/resolve", "as well")).MustBe(HttpStatusCode.NoContent);
        Assert.DoesNotContain((await ListAsync("resolved=false&limit=200")).Reports, one => one.ReportId == id);
        var done = Assert.Single((await ListAsync("resolved=true&limit=200")).Reports, one => one.ReportId == id);
        Assert.Equal(shared.Moderator.UserId, done.ResolvedBy);
        Assert.NotNull(done.ResolvedAt);

        // Every step of it is written down, with who and why; the members have learned nothing.
        var entries = (await shared.GetAsync<AuditPageShape>($"/audit?threadId={talk.ThreadId}")).Entries
            .Where(entry => entry.Action != "auditRead").ToArray();
        Assert.Equal(["versionsRead", "messagesRead", "threadRead"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal(shared.Moderator.UserId, entry.ActorId));
        Assert.Equal([(2L, reason.reason), (2L, reason.reason), (null, null)], entries.Select(entry => (entry.Seq, entry.Reason)));
        var resolved = (await shared.GetAsync<AuditPageShape>($"/audit?actorId={shared.Moderator.UserId}&limit=200"))
            .Entries.Where(entry => entry.ReportId == id);
        Assert.Equal(("reportResolved", reason.reason), (Assert.Single(resolved).Action, resolved.First().Reason));
        var (bobs, after) = (talk.BobClient, (await talk.AdaClient.SendAsync(talk.ThreadId, "a-1", "later")).Must().Seq);
        Assert.Equal(4, after);
        await bobs.ExpectEventAsync(talk.ThreadId, after);
    }

    [Fact]
    public async Task A_deleted_message_has_no_texts_for_moderators_either()
    {
        await using var talk = await Conversation.StartAsync(_server);
        (await talk.AdaClient.SendAsync(talk.ThreadId, "a-1", "first")).Must();
        (await talk.AdaClient.EditAsync(talk.ThreadId, "a-2", 2, "second")).Must();
        (await talk.AdaClient.DeleteAsync(talk.ThreadId, "a-3", 2)).Must();
        var versions = (await shared.PostAsync($"/threads/{talk.ThreadId}/messages/2/versions/read", "looks"))
            .Must<TextVersionsShape>(HttpStatusCode.OK);
        Assert.Equal([2L, 3L], versions.Versions.Select(one => one.Seq));
        Assert.All(versions.Versions, one => Assert.Null(one.Text));
        (await shared.PostAsync($"/threads/{talk.ThreadId}/messages/1/versions/read", "looks")).MustRefuse(HttpStatusCode.NotFound, "message_not_found");
        (await shared.PostAsync($"/threads/{Nowhere}/messages/read", "looks")).MustRefuse(HttpStatusCode.NotFound, "thread_not_found");
        (await shared.CallAsync(HttpMethod.Get, $"/threads/{Nowhere}")).MustRefuse(HttpStatusCode.NotFound, "thread_not_found");
        (await shared.PostAsync($"/reports/{Nowhere}/resolve", "looks")).MustRefuse(HttpStatusCode.NotFound, "report_not_found");
    }

    [Fact]
    public async Task A_messages_path_says_where_it_is_and_how_far_it_came()
    {
        await using var talk = await Conversation.StartAsync(_server);
        (await talk.AdaClient.SendAsync(talk.ThreadId, "same", "from Ada")).Must();
        (await talk.BobClient.SendAsync(talk.ThreadId, "same", "from Bob")).Must();
        (await talk.AdaClient.EditAsync(talk.ThreadId, "edit", 2, "of Ada")).Must();
        (await talk.BobClient.MarkReadAsync(talk.ThreadId, 2)).Must();

        var both = await ExplainAsync(talk.ThreadId, "clientMessageId=same");
        Assert.Equal([(2L, talk.Ada.UserId), (3L, talk.Bob.UserId)], both.Select(path => (path.Seq, path.SenderId)));
        var sent = both[0];
        Assert.Equal(("message", "same", "home", 1), (sent.Type, sent.ClientMessageId, sent.Shard, sent.Edits));
        Assert.NotNull(sent.EditedAt);
        Assert.Null(sent.DeletedAt);
        Assert.Matches(@"^127\.0\.0\.1:\d+$", sent.Silo);
        Assert.Empty(sent.Webhooks);
        var recipient = Assert.Single(sent.Recipients);
        Assert.Equal((talk.Bob.UserId, true, true, 1), (recipient.UserId, recipient.Delivered, recipient.Read, recipient.Gateways));

        // Nobody was told of what nobody has marked.
        Assert.Equal((talk.Ada.UserId, false), (Assert.Single(both[1].Recipients).UserId, both[1].Recipients[0].Read));
        var opened = Assert.Single(await ExplainAsync(talk.ThreadId, "seq=1"));
        Assert.Equal(("opened", null), (opened.Type, opened.ClientMessageId));
        Assert.DoesNotContain("from Ada", (await shared.CallAsync(HttpMethod.Get, $"/threads/{talk.ThreadId}/path?seq=2")).Text, StringComparison.Ordinal);

        (await PathAsync(talk.ThreadId, "clientMessageId=never-sent")).MustRefuse(HttpStatusCode.NotFound, "message_not_found");
        (await PathAsync(talk.ThreadId, "seq=99")).MustRefuse(HttpStatusCode.NotFound, "message_not_found");
        (await PathAsync(Nowhere, "seq=1")).MustRefuse(HttpStatusCode.NotFound, "thread_not_found");
        foreach (var wrong in new[] { "", "seq=1&clientMessageId=same", "seq=0" })
        {
            Assert.Equal("seq", (await PathAsync(talk.ThreadId, wrong)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        }

        Assert.Equal(
            "clientMessageId",
            (await PathAsync(talk.ThreadId, "clientMessageId=a%20b")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
    }

    [Fact]
    public async Task The_audit_comes_in_pages_that_hold_every_entry_once()
    {
        var user = (await _server.RegisterAsync("looked.at")).UserId;
        for (var look = 0; look < 5; look++)
        {
            _ = await shared.GetAsync<AdminUserShape>($"/users/{user}");
        }

        var seen = new List<AuditEntryShape>();
        string? cursor = null;
        do
        {
            // A page is an entry of its own, ahead of the first one.
            var page = await shared.GetAsync<AuditPageShape>($"/audit?userId={user}&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.Entries);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(5, seen.Count(entry => entry.Action == "userRead"));
        Assert.Equal(seen.Count, seen.Select(entry => entry.AuditId).Distinct().Count());
        Assert.Equal(seen.Select(entry => entry.At).OrderDescending(), seen.Select(entry => entry.At));
        foreach (var (query, field) in new[] { ("actorId=x", "actorId"), ("userId=x", "userId"), ("threadId=x", "threadId"), ("limit=201", "limit"), ("cursor=x", "cursor") })
        {
            Assert.Equal(field, (await shared.CallAsync(HttpMethod.Get, $"/audit?{query}")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        }
    }

    private async Task<FiledReportPageShape> ListAsync(string query) =>
        (await AsModeratorAsync(HttpMethod.Get, $"/reports?{query}")).Must<FiledReportPageShape>(HttpStatusCode.OK);

    private Task<HttpAnswer> AsModeratorAsync(HttpMethod method, string path, object? body = null) =>
        Api.CallAsync(method, $"/admin{path}", body, shared.Moderator.AccessToken);

    private Task<HttpAnswer> PathAsync(string threadId, string query) =>
        shared.CallAsync(HttpMethod.Get, $"/threads/{threadId}/path?{query}");

    private async Task<IReadOnlyList<MessagePathShape>> ExplainAsync(string threadId, string query) =>
        (await PathAsync(threadId, query)).Must<MessagePathsShape>(HttpStatusCode.OK).Paths;
}
