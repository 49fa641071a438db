using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Outboxes;

namespace ChatOrleans.Client.Tests.Outboxes;

public sealed class FileOutboxTests : IDisposable
{
    private const string User = "u_1";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-outbox-");

    private string Journal => Path.Combine(_folder.FullName, "state", "outbox");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task LoadAsync_AfterAnotherRun_HasWhatWasPutInItsOrder()
    {
        await using (var outbox = new FileOutbox(Journal))
        {
            await outbox.PutAsync(Entry("a", "Ä\n\u2028\"x\""), CancellationToken.None);
            await outbox.PutAsync(Entry("b"), CancellationToken.None);
            await outbox.PutAsync(Entry("c") with { UserId = "u_2" }, CancellationToken.None);
            await outbox.PutAsync(Entry("a", "Ä\n\u2028\"x\"") with { FailedCode = "blocked" }, CancellationToken.None);
            await outbox.RemoveAsync(Entry("b"), CancellationToken.None);
            await outbox.PutAsync(Entry("d"), CancellationToken.None);
        }

        await using var again = new FileOutbox(Journal);
        var entries = await again.LoadAsync(User, CancellationToken.None);
        Assert.Equal(["a", "d"], entries.Select(entry => entry.ClientMessageId));
        Assert.Equal(("Ä\n\u2028\"x\"", "blocked"), (entries[0].Text, entries[0].FailedCode));
        Assert.Equal("f-1", Assert.Single(entries[0].Attachments!).AttachmentId);
    }

    [Fact]
    public async Task LoadAsync_TornAtAnyByte_HasEveryEntryThatWasKeptBefore()
    {
        long first;
        await using (var outbox = new FileOutbox(Journal))
        {
            await outbox.PutAsync(Entry("first"), CancellationToken.None);
            first = new FileInfo(Journal).Length;
            await outbox.PutAsync(Entry("second"), CancellationToken.None);
        }

        var whole = await File.ReadAllBytesAsync(Journal);
        for (var length = (int)first; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(Journal, whole[..length]);
            await using (var torn = new FileOutbox(Journal))
            {
                Assert.Equal("first", Assert.Single(await torn.LoadAsync(User, CancellationToken.None)).ClientMessageId);
                await torn.PutAsync(Entry("next"), CancellationToken.None);
            }

            await using var again = new FileOutbox(Journal);
            Assert.Equal(["first", "next"], (await again.LoadAsync(User, CancellationToken.None)).Select(entry => entry.ClientMessageId));
        }
    }

    [Fact]
    public async Task LoadAsync_ASpoiledLine_SpoilsNoOther()
    {
        long first;
        await using (var outbox = new FileOutbox(Journal))
        {
            await outbox.PutAsync(Entry("a"), CancellationToken.None);
            first = new FileInfo(Journal).Length;
            await outbox.PutAsync(Entry("b"), CancellationToken.None);
            await outbox.PutAsync(Entry("c"), CancellationToken.None);
        }

        var bytes = await File.ReadAllBytesAsync(Journal);
        bytes[first + 40] ^= 0x20;
        await File.WriteAllBytesAsync(Journal, bytes);
        await using var again = new FileOutbox(Journal);
        Assert.Equal(["a", "c"], (await again.LoadAsync(User, CancellationToken.None)).Select(entry => entry.ClientMessageId));
    }

    [Fact]
    public async Task PutAsync_NotDisposedOf_IsInTheFileAlready()
    {
        await using var outbox = new FileOutbox(Journal);
        await outbox.PutAsync(Entry("a"), CancellationToken.None);

        // A killed process leaves what is in the file, and nothing else.
        var line = new FileInfo(Journal).Length;
        Assert.InRange(line, 100, 1_000);
        await outbox.PutAsync(Entry("b"), CancellationToken.None);
        Assert.Equal(2 * line, new FileInfo(Journal).Length);
    }

    [Fact]
    public async Task RemoveAsync_TheJournalIsLong_IsWrittenAnewWithWhatIsLeft()
    {
        await using (var outbox = new FileOutbox(Journal))
        {
            await outbox.PutAsync(Entry("stays"), CancellationToken.None);
            for (var number = 0; number < 120; number++)
            {
                await outbox.PutAsync(Entry("passes"), CancellationToken.None);
                await outbox.RemoveAsync(Entry("passes"), CancellationToken.None);
            }

            Assert.InRange(new FileInfo(Journal).Length, 1, 120 * 200);
        }

        await using var again = new FileOutbox(Journal);
        Assert.Equal("stays", Assert.Single(await again.LoadAsync(User, CancellationToken.None)).ClientMessageId);
        await again.RemoveAsync(Entry("stays"), CancellationToken.None);
        Assert.Equal(0, new FileInfo(Journal).Length);
    }

    [Fact]
    public async Task File_WhoeverElse_CanNeitherReadNorOpenIt()
    {
        await using var outbox = new FileOutbox(Journal);
        await outbox.PutAsync(Entry("a"), CancellationToken.None);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Journal));
        }

        await using var second = new FileOutbox(Journal);
        await Assert.ThrowsAnyAsync<IOException>(async () => await second.LoadAsync(User, CancellationToken.None));
    }

    private static OutboxEntry Entry(string id, string text = "Hello") => new()
    {
        UserId = User,
        ThreadId = "t",
        ClientMessageId = id,
        Kind = CommandKind.Send,
        At = DateTimeOffset.UnixEpoch,
        Text = text,
        Attachments = [new MessageAttachment { AttachmentId = "f-1", Name = "f", Type = "image/png", Size = 3 }],
    };
}
