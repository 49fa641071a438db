using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Row 24: somebody goes for good, and the other one keeps every place.</summary>
[Collection(SecondServerGroup.Name)]
public sealed class ErasureTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    private ChatApi Api => _server.Api;

    [Fact]
    public async Task Who_is_erased_leaves_places_and_no_words()
    {
        await using var talk = await Conversation.StartAsync(_server, withPasswords: true);
        var replica = new ChatReplica(talk.ThreadId);
        await replica.AttachAsync(talk.BobClient);
        var word = $"wombat{Random.Shared.Next(1_000_000_000)}";
        for (var number = 1; number <= 3; number++)
        {
            (await talk.AdaClient.SendAsync(talk.ThreadId, $"a-{number}", $"{word} {number}")).Must();
        }

        await talk.SendManyAsync(talk.BobClient, "b", 2);
        (await talk.AdaClient.EditAsync(talk.ThreadId, "e-1", 2, $"{word} again")).Must();
        (await talk.AdaClient.ReactAsync(talk.ThreadId, "r-1", 5, "👍")).Must();
        (await talk.BobClient.ReactAsync(talk.ThreadId, "r-1", 3, "🎉")).Must();
        Assert.Equal(1, (await talk.BobClient.MarkReadAsync(talk.ThreadId, 3)).Must().Unread);
        Assert.Equal(3, (await talk.BobClient.SearchAsync(word)).Must().Hits.Count);

        (await Api.EraseAsync(talk.Ada.AccessToken)).MustBe(HttpStatusCode.Accepted);
        await talk.AdaClient.Hub.Closed.WaitAsync(Wire.Deadline);
        await replica.ReachAsync(14);
        await replica.SettleAsync();
        Assert.Empty(replica.Breaches);
        Assert.Equal("closed", replica.Log[9].Type);
        Assert.Equal(
            [("deleted", 2), ("deleted", 3), ("deleted", 4), ("reacted", 5)],
            replica.Log.Skip(10).Select(e => (e.Type, e.TargetSeq!.Value)));
        Assert.All(replica.Log.Skip(10), e => Assert.Equal((talk.Ada.UserId, null), (e.SenderId, e.ClientMessageId)));
        Assert.Equal(("👍", false), (replica.Log[13].Emoji, replica.Log[13].Added));
        await talk.BobClient.Pushes.ExpectAsync<ReceiptShape>("Receipt", receipt => receipt.UserId == talk.Bob.UserId && receipt.Unread == 0);

        var history = (await talk.BobClient.HistoryAsync(talk.ThreadId)).Must().Messages;
        Assert.Equal([2, 3, 4, 5, 6], history.Select(message => message.Seq));
        Assert.All(history.Take(3), message => Assert.True(message is { Text: null, DeletedAt: not null, Reactions: null }));
        Assert.Equal(["b 1", "b 2"], history.Skip(3).Select(message => message.Text));
        Assert.All(history, message => Assert.Null(message.Reactions));
        var sync = (await talk.BobClient.SyncAsync(new Dictionary<string, long> { [talk.ThreadId] = 0 })).Must();
        var thread = Assert.Single(sync.Threads);
        Assert.Equal((14, 0, 3), (thread.LastSeq, thread.Unread, thread.ReadSeq));
        Assert.Equal((talk.Ada.UserId, talk.Ada.UserId, "Deleted account", "erased"), (thread.Peer.UserId, thread.Peer.Handle, thread.Peer.DisplayName, thread.Peer.State));
        Assert.DoesNotContain((await Api.GetAsync($"/threads/{talk.ThreadId}/messages", talk.Bob.AccessToken)).Text, word, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_account_is_nobodys_and_its_handle_is_free()
    {
        var (ada, bob) = (await _server.RegisterAsync("ada"), await _server.RegisterAsync("bob"));
        var elsewhere = await Api.LoginAsync(ada.Handle);
        (await Api.EraseAsync(elsewhere.AccessToken)).MustBe(HttpStatusCode.Accepted);
        foreach (var gone in new[] { ada, elsewhere })
        {
            await RefusedAsync(gone.AccessToken);
            (await Api.RefreshAsync(gone.RefreshToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        }

        (await Api.PostAsync("/auth/login", new { handle = ada.Handle, password = ChatApi.Password, reactivate = true }))
            .MustRefuse(HttpStatusCode.Unauthorized, "invalid_credentials");
        (await Api.OpenThreadAsync(bob.AccessToken, ada.UserId)).MustRefuse(HttpStatusCode.NotFound, "user_not_found");
        Assert.Empty((await Api.GetAsync($"/users?query={ada.Handle}", bob.AccessToken)).Must<PeopleShape>(HttpStatusCode.OK).Users);

        using var patience = new CancellationTokenSource(Wire.Deadline * 2);
        HttpAnswer again;
        while ((again = await Api.PostAsync("/auth/register", new { handle = ada.Handle, password = ChatApi.Password })).Status == HttpStatusCode.Conflict)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }

        Assert.NotEqual(ada.UserId, again.Must<Account>(HttpStatusCode.Created).UserId);
        (await Api.OpenThreadAsync(bob.AccessToken, ada.UserId)).MustRefuse(HttpStatusCode.NotFound, "user_not_found");
    }

    [Fact]
    public async Task Without_the_password_nobody_is_erased()
    {
        var account = await _server.RegisterAsync("ada");
        (await Api.EraseAsync(account.AccessToken, "a guess at it")).MustRefuse(HttpStatusCode.Unauthorized, "invalid_credentials");
        Assert.Equal("password", (await Api.EraseAsync(account.AccessToken, password: null)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument").Field);
        (await Api.CallAsync(HttpMethod.Delete, "/me", new { password = 7 }, account.AccessToken)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        (await Api.DeleteAsync("/me", account.AccessToken)).MustBe(HttpStatusCode.UnsupportedMediaType);
        (await Api.EraseAsync("nobody's")).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal(account.UserId, (await Api.LoginAsync(account.Handle)).UserId);
    }

    // On this gateway at once, on others within a second.
    private async Task RefusedAsync(string token) =>
        (await Api.GetAsync("/me", token)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
}
