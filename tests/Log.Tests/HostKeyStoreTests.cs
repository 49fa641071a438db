using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Hosts;

namespace ChatOrleans.Log.Tests;

[Collection(LogGroup.Name)]
public sealed class HostKeyStoreTests(LogFixture fixture)
{
    private HostKeys Keys => new(fixture.Source, TimeProvider.System);

    [Fact]
    public async Task CreateAsync_AKey_IsFoundByItsSecretAloneAndNotStored()
    {
        var text = await Keys.CreateAsync("shop", "backend", [HostScope.UsersWrite, HostScope.MessagesRead], CancellationToken.None);
        Assert.True(HostKeyText.TryRead(text, out var id, out var hash));
        var store = new HostKeyStore(fixture.Source);

        var key = await store.FindAsync(id, hash);
        Assert.Equal((id, "shop"), (key!.KeyId, key.Host));
        Assert.Equal([HostScope.UsersWrite, HostScope.MessagesRead], key.Scopes.ToArray());
        Assert.Null(await store.FindAsync(id, [.. hash[1..], 0]));
        Assert.Null(await store.FindAsync(id, []));
        Assert.True(HostKeyText.TryRead(HostKeyText.New(), out var unknown, out _));
        Assert.Null(await store.FindAsync(unknown, hash));

        await using var command = fixture.Source.CreateCommand("SELECT string_agg(k::text, ' ') FROM host_key k");
        Assert.DoesNotContain(text[18..], (string)(await command.ExecuteScalarAsync())!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RevokeAsync_AKey_IsVoidAtOnceAndStaysInTheList()
    {
        var text = await Keys.CreateAsync("shop", "stolen", [HostScope.UsersWrite], CancellationToken.None);
        Assert.True(HostKeyText.TryRead(text, out var id, out var hash));
        Assert.True(await Keys.RevokeAsync(id, CancellationToken.None));
        Assert.Null(await new HostKeyStore(fixture.Source).FindAsync(id, hash));

        var listed = Assert.Single(await Keys.ListAsync(CancellationToken.None), key => key.KeyId == id);
        Assert.Equal(("stolen", "shop"), (listed.Name, listed.Host));
        Assert.NotNull(listed.RevokedAt);
        Assert.True(await Keys.RevokeAsync(id, CancellationToken.None));
        Assert.Equal(listed.RevokedAt, Assert.Single(await Keys.ListAsync(CancellationToken.None), key => key.KeyId == id).RevokedAt);
        Assert.False(await Keys.RevokeAsync("chat_aaaaaaaaaaaa", CancellationToken.None));
    }

    [Fact]
    public void TryRead_WhatIsNoKey_IsRefused()
    {
        var key = HostKeyText.New();
        string[] wrong = ["", "chat_", key[..^1], key + "A", key.ToUpperInvariant(), "x" + key[1..], key[..^1] + "=", key.Replace('_', '-')];
        Assert.True(HostKeyText.TryRead(key, out _, out _));
        Assert.All(wrong, text => Assert.False(HostKeyText.TryRead(text, out _, out _)));
    }
}
