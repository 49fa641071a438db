using ChatOrleans.Client.Sessions;

namespace ChatOrleans.Client.Tests.Sessions;

public sealed class FileSessionStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-session-");

    private string File => Path.Combine(_folder.FullName, "state", "session");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task LoadAsync_AfterSaving_HasTheSessionUntilItIsForgotten()
    {
        var store = new FileSessionStore(File);
        Assert.Null(await store.LoadAsync(CancellationToken.None));
        await store.SaveAsync(Session("one"), CancellationToken.None);
        await store.SaveAsync(Session("two"), CancellationToken.None);
        Assert.Equal(Session("two"), await new FileSessionStore(File).LoadAsync(CancellationToken.None));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }

        await store.SaveAsync(null, CancellationToken.None);
        Assert.Null(await store.LoadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task LoadAsync_SomethingElseInTheFile_SaysSo()
    {
        var store = new FileSessionStore(File);
        await store.SaveAsync(Session("one"), CancellationToken.None);
        await System.IO.File.WriteAllTextAsync(File, "{\"userId\":");
        await Assert.ThrowsAnyAsync<IOException>(() => store.LoadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task LockAsync_HeldByAnother_WaitsForIt()
    {
        var first = await new FileSessionStore(File).LockAsync(CancellationToken.None);
        var second = new FileSessionStore(File).LockAsync(CancellationToken.None);
        Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await (await second.WaitAsync(TimeSpan.FromSeconds(60))).DisposeAsync();
    }

    [Fact]
    public void ToString_OfASession_HidesItsTokens() => Assert.DoesNotContain("secret", Session("secret").ToString(), StringComparison.Ordinal);

    private static StoredSession Session(string token) => new()
    {
        UserId = "u_1",
        Handle = "ada",
        AccessToken = token,
        AccessTokenEndsAt = DateTimeOffset.UnixEpoch,
        RefreshToken = $"r-{token}",
    };
}
