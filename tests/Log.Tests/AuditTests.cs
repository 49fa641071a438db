using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Admin;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Log.Tests;

[Collection(LogGroup.Name)]
public sealed class AuditTests(LogFixture fixture)
{
    private AuditStore Audit => new(fixture.Source, TimeProvider.System);

    private AdminRoles Roles => new(fixture.Source, TimeProvider.System);

    [Theory]
    [InlineData(UserRole.User, UserRole.Moderator, false)]
    [InlineData(UserRole.Moderator, UserRole.Moderator, true)]
    [InlineData(UserRole.Moderator, UserRole.Admin, false)]
    [InlineData(UserRole.Admin, UserRole.Moderator, true)]
    [InlineData(UserRole.Admin, UserRole.Admin, true)]
    public async Task EnterAsync_ByRole_IsWrittenExactlyWhenItIsAllowed(UserRole role, UserRole demanded, bool allowed)
    {
        var actor = await fixture.NewUserAsync();
        await Roles.GiveAsync(actor.ToString(), role, CancellationToken.None);
        var refusal = await Audit.EnterAsync(Call(actor), demanded, new AuditNote(AuditAction.UsersListed));
        Assert.Equal(allowed, refusal is null);
        Assert.Equal(allowed ? 1 : 0, (await EntriesAsync(actor)).Count);
    }

    [Fact]
    public async Task EnterAsync_ARepeatedCall_IsOneEntryAndAllowedAgain()
    {
        var actor = await NewAdminAsync();
        var call = Call(actor) with { Reason = "once" };
        var note = new AuditNote(AuditAction.UserSuspended) { User = UserId.NewRandom() };
        Assert.Null(await Audit.EnterAsync(call, UserRole.Admin, note));
        Assert.Null(await Audit.EnterAsync(call, UserRole.Admin, note));
        var entry = Assert.Single(await EntriesAsync(actor));
        Assert.Equal(
            (call.AuditId.ToString("N"), AuditAction.UserSuspended, note.User, "once"), (entry.AuditId, entry.Action, entry.UserId, entry.Reason));

        // Also not for a repeated call, once the role is gone.
        await Roles.GiveAsync(actor.ToString(), UserRole.User, CancellationToken.None);
        Assert.Equal(RefusalCode.Forbidden, (await Audit.EnterAsync(call, UserRole.Admin, note))!.Code);
    }

    [Theory]
    [InlineData("deactivated_at")]
    [InlineData("suspended_at")]
    [InlineData("erased_at")]
    public async Task EnterAsync_AnAdminWhoIsGone_IsNone(string column)
    {
        var actor = await NewAdminAsync();
        await fixture.ExecuteAsync($"UPDATE account SET {column} = now() WHERE user_id = $1", actor.Value);
        Assert.NotNull(await Audit.EnterAsync(Call(actor), UserRole.Moderator, new AuditNote(AuditAction.UsersListed)));
        Assert.Empty(await EntriesAsync(actor));
    }

    [Fact]
    public async Task GiveAsync_ByHandleOrId_IsListedAndWrittenDown()
    {
        var (one, other) = (await fixture.NewUserAsync(), await fixture.NewUserAsync());
        Assert.Equal(UserRole.Moderator, (await Roles.GiveAsync(one.ToString(), UserRole.Moderator, CancellationToken.None))!.Role);
        Assert.Null(await Roles.GiveAsync("nobody", UserRole.Admin, CancellationToken.None));
        var listed = await Roles.ListAsync(CancellationToken.None);
        Assert.Equal((UserRole.Moderator, false), (listed.Single(view => view.UserId == one).Role, listed.Single(view => view.UserId == one).Gone));
        Assert.DoesNotContain(listed, view => view.UserId == other);
        var page = await Audit.ListAsync(new AuditQuery { UserId = one }, PageCursor.Start);
        Assert.Equal((null, AuditAction.RoleChanged, UserRole.Moderator), (page.Entries.Single().ActorId, page.Entries[0].Action, page.Entries[0].Role));
    }

    [Fact]
    public async Task EraseAsync_AUser_LeavesTheEntriesWithoutTheirReasons()
    {
        var admin = await NewAdminAsync();
        var thread = await fixture.NewThreadAsync();
        foreach (var note in new[]
        {
            new AuditNote(AuditAction.UserSuspended) { User = thread.One },
            new AuditNote(AuditAction.MessagesRead) { Thread = thread.Id },
            new AuditNote(AuditAction.UserSuspended) { User = thread.Other },
        })
        {
            Assert.Null(await Audit.EnterAsync(Call(admin) with { Reason = "One has said so" }, UserRole.Admin, note));
        }

        var erasure = new AuditErasure(fixture.Source);
        await erasure.EraseAsync(thread.One, CancellationToken.None);
        await erasure.EraseAsync(thread.One, CancellationToken.None);
        var entries = await EntriesAsync(admin);
        Assert.Equal(3, entries.Count);
        Assert.Equal(thread.Other, Assert.Single(entries, entry => entry.Reason is not null).UserId);
    }

    private static AdminCall Call(UserId actor) => new() { AuditId = Guid.NewGuid(), Actor = actor };

    private async Task<UserId> NewAdminAsync()
    {
        var actor = await fixture.NewUserAsync();
        await Roles.GiveAsync(actor.ToString(), UserRole.Admin, CancellationToken.None);
        return actor;
    }

    private async Task<List<AuditEntry>> EntriesAsync(UserId actor) =>
        [.. (await Audit.ListAsync(new AuditQuery { ActorId = actor }, PageCursor.Start)).Entries];
}
