using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.TestKit;

namespace ChatOrleans.LoadTest.Tests.Auditing;

/// <summary>The audit against a real server: it reads all there is, by every way there is, and finds what is not so.</summary>
[Collection(HarnessServerGroup.Name)]
public sealed class ServerAuditorTests(HarnessServer harness)
{
    /// <summary>More than a page of <c>Sync</c> and several of the history.</summary>
    private const int Many = 620;

    [Fact]
    public async Task A_true_account_is_found_true()
    {
        await using var conversation = await Conversation.StartAsync(harness.Server);
        var account = await TalkAsync(conversation);
        using var recorder = await AuditAsync(account);
        Assert.Empty(recorder.Violations.ToSorted());
        Assert.Null(recorder.Failure);
        Assert.Equal(Many + 3, recorder.Read(Counter.Audited));
    }

    [Fact]
    public async Task A_closed_thread_that_was_not_there_before_the_run_is_found_true_too()
    {
        await using var conversation = await Conversation.StartAsync(harness.Server);
        var account = await TalkAsync(conversation);
        (await conversation.BobClient.CloseThreadAsync(conversation.ThreadId)).Must();
        using var recorder = await AuditAsync(account with { LastSeqBefore = 10, Messages = [.. account.Messages.Skip(9)] });
        Assert.Empty(recorder.Violations.ToSorted());
    }

    [Fact]
    public async Task What_is_not_so_is_found()
    {
        await using var conversation = await Conversation.StartAsync(harness.Server);
        var account = await TalkAsync(conversation);
        var messages = account.Messages.ToArray();
        messages[0] = messages[0] with { AckSeq = 3 };
        messages[1] = messages[1] with { Fate = MessageFate.Refused };
        (messages[2], messages[3]) = (messages[3], messages[2]);
        messages[4] = messages[4] with { ClientMessageId = "nobodys" };
        account = account with { Messages = messages, One = account.One with { ReadSeqAnswered = 1_000 } };

        using var recorder = await AuditAsync(account);
        var found = recorder.Violations.ToSorted();
        Assert.Equal(
            ["Lost", "RefusedButStored", "Reordered", "Unexpected", "WrongSeq", "WrongUnread"], found.Keys);
        Assert.All(found.Values, entry => Assert.Contains(conversation.ThreadId, entry.Example, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_thread_that_a_member_may_not_read_is_found()
    {
        await using var conversation = await Conversation.StartAsync(harness.Server);
        var account = await TalkAsync(conversation);
        var stranger = await harness.Server.RegisterAsync();
        account = account with { Other = new PersonAccount(stranger.UserId, stranger.AccessToken) };
        using var recorder = await AuditAsync(account);
        Assert.True(recorder.Violations.Total > 0);
    }

    private static async Task<ThreadAccount> TalkAsync(Conversation conversation)
    {
        var (ada, bob) = (conversation.AdaClient, conversation.BobClient);
        var acks = await conversation.SendManyAsync(ada, "many", Many);
        var own = (await bob.SendAsync(conversation.ThreadId, "own-1", "own 1")).Must();
        var answer = (await bob.SendAsync(conversation.ThreadId, "own-2", "own 2")).Must();
        var delivered = (await ada.MarkDeliveredAsync(conversation.ThreadId, answer.Seq)).Must();
        var read = (await ada.MarkReadAsync(conversation.ThreadId, own.Seq)).Must();
        var readByBob = (await bob.MarkReadAsync(conversation.ThreadId, 100)).Must();
        return new ThreadAccount
        {
            ThreadId = conversation.ThreadId,
            One = new PersonAccount(conversation.Ada.UserId, conversation.Ada.AccessToken, read.ReadSeq, delivered.DeliveredSeq),
            Other = new PersonAccount(conversation.Bob.UserId, conversation.Bob.AccessToken, readByBob.ReadSeq),
            LastSeqSeen = answer.Seq,
            Messages =
            [
                .. acks.Select((ack, i) => new MessageAccount(0, $"many-{i + 1}", ack.Seq, MessageFate.Acknowledged)),
                new MessageAccount(1, "own-1", own.Seq, MessageFate.Acknowledged),
                new MessageAccount(1, "own-2", answer.Seq, MessageFate.Acknowledged),
            ],
        };
    }

    private async Task<Recorder> AuditAsync(ThreadAccount account)
    {
        var recorder = new Recorder();
        var auditor = new ServerAuditor(new AuditSettings
        {
            Server = harness.Server.Url,
            ConnectionString = EmbeddedDatabase.ConnectionStringOf(harness.Server.DataFolder),
            IsItsText = (text, id) => text == id.Replace('-', ' '),
        });
        await auditor.AuditAsync([account], recorder, CancellationToken.None);
        return recorder;
    }
}
