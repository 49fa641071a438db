using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Tests.Fakes;

namespace ChatOrleans.Client.Tests.Servers;

[Collection(SharedServerGroup.Name)]
public sealed class ConversationTests(SharedServer shared)
{
    private readonly Uri _url = shared.Server.Url;

    [Fact]
    public async Task Two_people_talk_and_see_the_same()
    {
        await using var pair = await Pair.MeetAsync(_url);
        var (ada, bob, threadId) = (pair.Ada, pair.Bob, pair.ThreadId);
        var hello = await ada.Send(threadId, "Hello Bob").Settled.OrFailAsync();

        // A view may tell of it before its event is here: what has not come can't be read.
        await bob.ThreadAsync(threadId, one => one is { Unread: 1, Messages.Count: 1 });
        Assert.Equal(1, bob.TotalUnread);
        bob.MarkRead(threadId);
        await bob.ThreadAsync(threadId, one => one.Unread == 0);
        await ada.ThreadAsync(threadId, one => one.PeerReadSeq >= hello.Seq && one.PeerDeliveredSeq >= hello.Seq);

        bob.SetTyping(threadId, true);
        await ada.ThreadAsync(threadId, one => one.PeerTyping);
        var answer = await bob.Send(threadId, new Draft { Text = "Hello Ada", ReplyTo = hello.Seq }).Settled.OrFailAsync();
        await ada.ThreadAsync(threadId, one => !one.PeerTyping && one.LastMessage?.Seq == answer.Seq);
        await bob.React(threadId, hello.Seq!.Value, "👍").Settled.OrFailAsync();
        await ada.Edit(threadId, hello.Seq.Value, "Hello, Bob!").Settled.OrFailAsync();
        await bob.Delete(threadId, answer.Seq!.Value).Settled.OrFailAsync();
        foreach (var client in new[] { ada, bob })
        {
            var thread = await client.ThreadAsync(threadId, one => one.Messages is [{ EditedAt: not null }, { DeletedAt: not null }]);
            Assert.Equal("Hello, Bob!", thread.Messages[0].Text);
            Assert.Equal("👍", Assert.Single(thread.Messages[0].Reactions).Emoji);
            Assert.Equal((hello.Seq, null), (thread.Messages[1].ReplyTo, thread.Messages[1].Text));
        }

        await ada.CloseThreadAsync(threadId).OrFailAsync();
        await bob.ThreadAsync(threadId, one => !one.Active);
        var late = await Assert.ThrowsAsync<ChatException>(() => bob.Send(threadId, "too late").Settled.OrFailAsync());
        Assert.Equal(ErrorCodes.ThreadInactive, late.Code);
    }

    [Fact]
    public async Task History_is_loaded_both_ways_without_a_gap()
    {
        const int Count = 60;
        await using var pair = await Pair.MeetAsync(_url);
        for (var number = 1; number <= Count; number++)
        {
            pair.Ada.Send(pair.ThreadId, $"m{number}");
        }

        await pair.Bob.ThreadAsync(pair.ThreadId, one => one.LastMessage?.Text == $"m{Count}");
        await using var phone = new ChatClient(new ChatClientOptions { Server = _url });
        await phone.LogInAsync(new LoginRequest { Handle = pair.Bob.Me!.Handle, Password = Pair.Password });
        await phone.ConnectAsync().OrFailAsync();
        Assert.Equal(Count, phone.FindThread(pair.ThreadId)!.Unread);
        await phone.LoadAroundAsync(pair.ThreadId, 30, 10).OrFailAsync();
        while (await phone.LoadAfterAsync(pair.ThreadId, 20).OrFailAsync())
        {
        }

        while (await phone.LoadBeforeAsync(pair.ThreadId, 20).OrFailAsync())
        {
        }

        var thread = phone.FindThread(pair.ThreadId)!;
        Assert.Equal(Enumerable.Range(1, Count).Select(number => $"m{number}"), thread.Messages.Select(message => message.Text));
        Assert.Equal((false, false), (thread.HasBefore, thread.HasAfter));
    }

    [Fact]
    public async Task A_file_goes_there_and_back_with_progress()
    {
        await using var pair = await Pair.MeetAsync(_url);
        var text = string.Concat(Enumerable.Repeat("Bridges\n", 20_000));
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var gone = new Heard();
        var upload = await pair.Ada.Api.Attachments.UploadAsync(pair.ThreadId, new MemoryStream(bytes), "bridges.txt", gone).OrFailAsync();
        Assert.Equal((bytes.Length, bytes.Length), (upload.Size, gone.Last));
        await pair.Ada.Send(pair.ThreadId, new Draft { Attachments = [upload] }).Settled.OrFailAsync();

        var thread = await pair.Bob.ThreadAsync(pair.ThreadId, one => one.LastMessage is not null);
        var attachment = Assert.Single(thread.LastMessage!.Attachments);
        var (copy, come) = (new MemoryStream(), new Heard());
        await pair.Bob.Api.Attachments.DownloadAsync(pair.ThreadId, attachment.AttachmentId, copy, come).OrFailAsync();
        Assert.Equal(bytes, copy.ToArray());
        Assert.Equal(bytes.Length, come.Last);
        var rest = new MemoryStream();
        await pair.Bob.Api.Attachments.DownloadAsync(pair.ThreadId, attachment.AttachmentId, rest, from: bytes.Length - 8).OrFailAsync();
        Assert.Equal(bytes[^8..], rest.ToArray());
    }

    [Fact]
    public async Task Refusals_have_their_code_and_fields()
    {
        await using var pair = await Pair.MeetAsync(_url);
        await using var third = await Pair.JoinAsync(_url, "eve");
        var busy = await Assert.ThrowsAsync<ChatException>(() => pair.Ada.OpenThreadAsync(third.Me!.Handle).OrFailAsync());
        Assert.Equal((ErrorCodes.SelfBusy, pair.ThreadId), (busy.Code, busy.ActiveThreadId));
        var peer = await Assert.ThrowsAsync<ChatException>(() => third.OpenThreadAsync(pair.Bob.Me!.Handle).OrFailAsync());
        Assert.Equal(ErrorCodes.PeerBusy, peer.Code);
        var strange = await Assert.ThrowsAsync<ChatException>(() => third.Api.Threads.GetAsync(pair.ThreadId).OrFailAsync());
        Assert.Equal((ErrorCodes.NotAMember, 403), (strange.Code, strange.Status));
        await using var nobody = new ChatClient(new ChatClientOptions { Server = _url });
        var form = await Assert.ThrowsAsync<ChatException>(() => nobody.RegisterAsync(new RegisterRequest { Handle = "a", Password = "b" }));
        Assert.Equal(["handle", "password"], form.Errors!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Logging_out_ends_the_other_side_of_the_session_too()
    {
        await using var client = await Pair.JoinAsync(_url, "ada");
        var sessions = await client.Api.Sessions.ListAsync().OrFailAsync();
        Assert.True(Assert.Single(sessions).Current);
        await using var phone = new ChatClient(new ChatClientOptions { Server = _url });
        await phone.LogInAsync(new LoginRequest { Handle = client.Me!.Handle, Password = Pair.Password });
        await phone.ConnectAsync().OrFailAsync();
        var ended = new TaskCompletionSource<SignedOutReason>();
        phone.SignedOut += ended.SetResult;
        await client.Api.Sessions.EndOthersAsync().OrFailAsync();
        Assert.Equal(SignedOutReason.Revoked, await ended.Task.OrFailAsync());
        await client.LogOutAsync().OrFailAsync();
        Assert.Equal(ConnectionState.SignedOut, client.State);
    }

    private sealed class Heard : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value) => Last = value;
    }
}
