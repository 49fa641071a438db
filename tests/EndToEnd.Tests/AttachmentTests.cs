using System.Net;
using System.Text;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Row 13: files that come with messages.</summary>
[Collection(SecondServerGroup.Name)]
public sealed class AttachmentTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task Files_come_with_a_message_on_every_way_and_members_fetch_them()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var (api, token) = (_server.Api, talk.Ada.AccessToken);
        // What the sender says of the type counts for nothing.
        var photo = (await api.UploadAsync(token, talk.ThreadId, SampleFiles.Jpeg(640, 480, orientation: 6), "Brücke.jpg", "text/html"))
            .Must<AttachmentShape>(HttpStatusCode.Created);
        Assert.Equal(("Brücke.jpg", "image/jpeg", 480, 640), (photo.Name, photo.Type, photo.Width, photo.Height));
        var small = SampleFiles.Png(30, 40);
        var preview = (await api.UploadThumbnailAsync(token, talk.ThreadId, photo.AttachmentId, small)).Must<AttachmentShape>(HttpStatusCode.Created);
        photo = photo with { Thumbnail = new ThumbnailShape(preview.AttachmentId, "image/png", preview.Size, 30, 40) };
        var note = await UploadAsync(talk, Encoding.UTF8.GetBytes("<html>no page</html>"), "note.html");
        Assert.Equal(("text/plain", null), (note.Type, note.Width));

        var ack = (await talk.AdaClient.SendFilesAsync(talk.ThreadId, "m-1", null, photo.AttachmentId, note.AttachmentId)).Must();
        var expected = new EventShape(
            talk.ThreadId, 2, "message", talk.Ada.UserId, ack.SentAt, "m-1", "", Attachments: [photo, note]);
        Assert.Equal(expected, await talk.BobClient.ExpectEventAsync(talk.ThreadId, 2));
        Assert.Equal(expected, await talk.AdaClient.ExpectEventAsync(talk.ThreadId, 2));
        var sync = (await talk.BobClient.SyncAsync(new Dictionary<string, long> { [talk.ThreadId] = 0 })).Must();
        Assert.Equal(expected, sync.Events[talk.ThreadId][1]);
        Assert.Equal([photo, note], Assert.Single(sync.Threads).LastMessage!.Attachments);
        var message = Assert.Single((await talk.BobClient.HistoryAsync(talk.ThreadId)).Must().Messages);
        Assert.Equal([photo, note], message.Attachments);
        Assert.Equal("", message.Text);

        var shown = await api.DownloadAsync(talk.Bob.AccessToken, talk.ThreadId, photo.AttachmentId);
        Assert.Equal((HttpStatusCode.OK, photo.Size), (shown.Status, shown.Bytes.LongLength));
        Assert.DoesNotContain(SampleFiles.Place, Encoding.Latin1.GetString(shown.Bytes), StringComparison.Ordinal);
        Assert.Equal("image/jpeg", shown.Header("content-type"));
        Assert.StartsWith("inline", shown.Header("content-disposition"), StringComparison.Ordinal);
        Assert.Equal(preview.Size, (await api.DownloadAsync(talk.Bob.AccessToken, talk.ThreadId, preview.AttachmentId)).Bytes.LongLength);
        var saved = await api.DownloadAsync(token, talk.ThreadId, note.AttachmentId);
        Assert.Equal("<html>no page</html>", Encoding.UTF8.GetString(saved.Bytes));
        Assert.Equal("text/plain; charset=utf-8", saved.Header("content-type"));
        Assert.StartsWith("attachment", saved.Header("content-disposition"), StringComparison.Ordinal);
        Assert.Equal(("nosniff", "default-src 'none'; sandbox"), (saved.Header("x-content-type-options"), saved.Header("content-security-policy")));
        Assert.Contains("no-store", saved.Header("cache-control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_of_a_file_is_enough_to_go_on_with()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var (api, token) = (_server.Api, talk.Ada.AccessToken);
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(number => $"line {number}\n")));
        var file = await UploadAsync(talk, text, "lines.txt");
        (await talk.AdaClient.SendFilesAsync(talk.ThreadId, "m-1", "with a text", file.AttachmentId)).Must();
        var whole = await api.DownloadAsync(talk.Bob.AccessToken, talk.ThreadId, file.AttachmentId);
        Assert.Equal(text, whole.Bytes);
        var tag = whole.Header("etag");
        var part = await api.DownloadAsync(talk.Bob.AccessToken, talk.ThreadId, file.AttachmentId, "bytes=100000-100099", tag);
        Assert.Equal((HttpStatusCode.PartialContent, $"bytes 100000-100099/{text.Length}"), (part.Status, part.Header("content-range")));
        Assert.Equal(text[100_000..100_100], part.Bytes);
        Assert.Equal(text[^7..], (await api.DownloadAsync(token, talk.ThreadId, file.AttachmentId, "bytes=-7")).Bytes);
        Assert.Equal(
            HttpStatusCode.OK, (await api.DownloadAsync(token, talk.ThreadId, file.AttachmentId, "bytes=5-9", "\"another\"")).Status);
        Assert.Equal(
            HttpStatusCode.RequestedRangeNotSatisfiable,
            (await api.DownloadAsync(token, talk.ThreadId, file.AttachmentId, $"bytes={text.Length}-")).Status);
        var head = await api.DownloadAsync(token, talk.ThreadId, file.AttachmentId, method: HttpMethod.Head);
        Assert.Equal((HttpStatusCode.OK, $"{text.Length}"), (head.Status, head.Header("content-length")));
        Assert.Empty(head.Bytes);
    }

    [Fact]
    public async Task An_attachment_is_part_of_one_message_and_a_retry_of_it_is_a_duplicate()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var one = (await UploadAsync(talk, SampleFiles.Png())).AttachmentId;
        var other = (await UploadAsync(talk, SampleFiles.Gif())).AttachmentId;
        // Nobody else has it while it waits, and nobody else may send it.
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Api.DownloadAsync(talk.Bob.AccessToken, talk.ThreadId, one)).Status);
        (await talk.BobClient.SendFilesAsync(talk.ThreadId, "b-1", null, one)).MustRefuse("attachment_not_found");

        var sends = await Task.WhenAll(Enumerable.Range(1, 8).Select(
            number => talk.AdaClient.SendFilesAsync(talk.ThreadId, $"m-{number}", $"{number}", one)));
        Assert.Single(sends, send => send.Ok);
        Assert.All(sends.Where(send => !send.Ok), send => send.MustRefuse("attachment_not_found"));
        var first = Array.FindIndex(sends, send => send.Ok) + 1;
        var ack = sends[first - 1].Must();
        Assert.Equal(ack with { Duplicate = true }, (await talk.AdaClient.SendFilesAsync(talk.ThreadId, $"m-{first}", $"{first}", one)).Must());
        (await talk.AdaClient.SendFilesAsync(talk.ThreadId, $"m-{first}", $"{first}", other)).MustRefuse("idempotency_mismatch");
        (await talk.AdaClient.SendAsync(talk.ThreadId, $"m-{first}", $"{first}")).MustRefuse("idempotency_mismatch");
        (await talk.AdaClient.SendFilesAsync(talk.ThreadId, "m-9", "again", one, other)).MustRefuse("attachment_not_found");
        Assert.Equal(3, (await talk.AdaClient.SendFilesAsync(talk.ThreadId, "m-9", "again", other)).Must().Seq);

        // Over HTTP as well, with one that waits.
        var third = (await UploadAsync(talk, SampleFiles.Webp())).AttachmentId;
        var body = new { clientMessageId = "h-1", attachments = new[] { new { attachmentId = third } } };
        var answer = await _server.Api.PostAsync($"/threads/{talk.ThreadId}/messages", body, talk.Ada.AccessToken);
        Assert.Equal(4, answer.Must<AckShape>(HttpStatusCode.Created).Seq);
        answer = await _server.Api.PostAsync($"/threads/{talk.ThreadId}/messages", body, talk.Ada.AccessToken);
        Assert.True(answer.Must<AckShape>(HttpStatusCode.OK).Duplicate);
        Assert.Equal(third, Assert.Single((await talk.BobClient.ExpectEventAsync(talk.ThreadId, 4)).Attachments!).AttachmentId);
    }

    [Fact]
    public async Task With_its_message_an_attachment_is_gone_and_so_are_its_bytes()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var (api, token) = (_server.Api, talk.Ada.AccessToken);
        var sent = await UploadAsync(talk, SampleFiles.Jpeg());
        var preview = (await api.UploadThumbnailAsync(token, talk.ThreadId, sent.AttachmentId, SampleFiles.Png())).Must<AttachmentShape>(HttpStatusCode.Created);
        var given = await UploadAsync(talk, SampleFiles.Png());
        (await talk.AdaClient.SendFilesAsync(talk.ThreadId, "m-1", null, sent.AttachmentId)).Must();
        Assert.All([sent, preview, given], file => Assert.True(File.Exists(PathOf(file.AttachmentId))));

        (await talk.AdaClient.DeleteAsync(talk.ThreadId, "d-1", 2)).Must();
        (await api.DeleteAsync($"/threads/{talk.ThreadId}/attachments/{given.AttachmentId}", token)).MustBe(HttpStatusCode.NoContent);
        Assert.Null(Assert.Single((await talk.BobClient.HistoryAsync(talk.ThreadId)).Must().Messages).Attachments);
        Assert.Null((await talk.BobClient.SyncAsync(new Dictionary<string, long> { [talk.ThreadId] = 0 })).Must().Events[talk.ThreadId][1].Attachments);
        foreach (var file in new[] { sent, preview, given })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await api.DownloadAsync(token, talk.ThreadId, file.AttachmentId)).Status);
        }

        (await talk.AdaClient.SendFilesAsync(talk.ThreadId, "m-2", null, given.AttachmentId)).MustRefuse("attachment_not_found");
        Assert.Equal(2, (await talk.AdaClient.SendFilesAsync(talk.ThreadId, "m-1", null, sent.AttachmentId)).Must().Seq);
        await Until.TrueAsync("the files are gone", () => !File.Exists(PathOf(sent.AttachmentId)) && !File.Exists(PathOf(preview.AttachmentId)) && !File.Exists(PathOf(given.AttachmentId)));
    }

    [Fact]
    public async Task What_is_no_file_for_this_thread_is_refused()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var (api, token, path) = (_server.Api, talk.Ada.AccessToken, $"/threads/{talk.ThreadId}/attachments");
        var png = SampleFiles.Png();
        (await api.UploadAsync(token, talk.ThreadId, [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0])).MustRefuse(HttpStatusCode.UnsupportedMediaType, "unsupported_type");
        (await api.UploadAsync(token, talk.ThreadId, png[..60])).MustRefuse(HttpStatusCode.UnsupportedMediaType, "unsupported_type");
        (await api.UploadAsync(token, talk.ThreadId, [])).MustRefuse(HttpStatusCode.UnsupportedMediaType, "unsupported_type");
        Assert.Equal("name", (await api.UploadAsync(token, talk.ThreadId, png, "../up")).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        Assert.Equal(25L * 1024 * 1024, (await api.UploadAsync(token, talk.ThreadId, new byte[(25 * 1024 * 1024) + 1])).MustRefuse(HttpStatusCode.RequestEntityTooLarge, "too_large").Limit);
        Assert.Equal("threadId", (await api.UploadAsync(token, "none", png)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        (await api.UploadAsync(token, new string('0', 32), png)).MustRefuse(HttpStatusCode.NotFound, "thread_not_found");
        var eve = await _server.JoinAsync("eve");
        (await api.UploadAsync(eve.AccessToken, talk.ThreadId, png)).MustRefuse(HttpStatusCode.Forbidden, "not_a_member");
        var file = await UploadAsync(talk, png);
        (await api.GetAsync($"{path}/{file.AttachmentId}", eve.AccessToken)).MustRefuse(HttpStatusCode.Forbidden, "not_a_member");
        (await api.GetAsync($"{path}/{file.AttachmentId}")).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("attachmentId", (await api.GetAsync($"{path}/it", token)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        (await api.GetAsync($"{path}/{new string('0', 32)}", token)).MustRefuse(HttpStatusCode.NotFound, "attachment_not_found");
        (await api.UploadThumbnailAsync(token, talk.ThreadId, file.AttachmentId, "text"u8.ToArray())).MustRefuse(HttpStatusCode.UnsupportedMediaType, "unsupported_type");
        Assert.Equal(1_024, (await api.UploadThumbnailAsync(token, talk.ThreadId, file.AttachmentId, SampleFiles.Gif(1_025, 4))).MustRefuse(HttpStatusCode.RequestEntityTooLarge, "too_large").Limit);
        (await api.UploadThumbnailAsync(talk.Bob.AccessToken, talk.ThreadId, file.AttachmentId, png)).MustRefuse(HttpStatusCode.NotFound, "attachment_not_found");

        var hub = talk.AdaClient;
        Assert.Equal("text", (await hub.SendFilesAsync(talk.ThreadId, "m-1", null)).MustRefuse("invalid_argument").Field);
        Assert.Equal("attachments", (await hub.SendFilesAsync(talk.ThreadId, "m-1", null, "it")).MustRefuse("invalid_argument").Field);
        Assert.Equal("attachments", (await hub.SendFilesAsync(talk.ThreadId, "m-1", null, file.AttachmentId, file.AttachmentId)).MustRefuse("invalid_argument").Field);
        Assert.Equal("attachments", (await hub.SendFilesAsync(talk.ThreadId, "m-1", null, [.. Enumerable.Range(0, 11).Select(number => $"{number:x32}")])).MustRefuse("invalid_argument").Field);
        (await hub.CloseThreadAsync(talk.ThreadId)).Must();
        (await api.UploadAsync(token, talk.ThreadId, png)).MustRefuse(HttpStatusCode.Conflict, "thread_inactive");
        (await hub.SendFilesAsync(talk.ThreadId, "m-1", null, file.AttachmentId)).MustRefuse("thread_inactive");
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        await using var talk = await Conversation.StartAsync(_server);
        var before = Files();
        for (var i = 0; i < 3; i++)
        {
            await _server.Api.BreakUploadOffAsync(talk.Ada.AccessToken, talk.ThreadId, SampleFiles.Png(), announced: 100_000);
        }

        var file = await UploadAsync(talk, SampleFiles.Png());
        await Until.TrueAsync("the uploaded file alone is left", () => Files().Except(before).SequenceEqual([PathOf(file.AttachmentId)]));
    }

    private async Task<AttachmentShape> UploadAsync(Conversation talk, byte[] bytes, string? name = null) =>
        (await _server.Api.UploadAsync(talk.Ada.AccessToken, talk.ThreadId, bytes, name)).Must<AttachmentShape>(HttpStatusCode.Created);

    private string PathOf(string attachmentId) => Path.Combine(_server.DataFolder, "attachments", attachmentId[..2], attachmentId);

    private HashSet<string> Files() =>
        [.. Directory.CreateDirectory(Path.Combine(_server.DataFolder, "attachments")).EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.FullName)];
}
