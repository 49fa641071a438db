using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;

namespace ChatOrleans.Log.Tests;

[Collection(LogGroup.Name)]
public sealed class PeopleSearchTests(LogFixture fixture)
{
    private const int Limit = 20;

    private readonly AccountStore _accounts = new(fixture.Source, TimeProvider.System);

    [Theory]
    [InlineData("UPDATE account SET deactivated_at = now() WHERE user_id = $1 AND user_id <> $2")]
    [InlineData("UPDATE account SET suspended_at = now() WHERE user_id = $1 AND user_id <> $2")]
    [InlineData("UPDATE account SET erased_at = now() WHERE user_id = $1 AND user_id <> $2")]
    [InlineData("INSERT INTO block (user_id, blocked_id, created_at) VALUES ($1, $2, now())")]
    public async Task Search_ForSomebodyWhoIsGoneOrHasBlockedTheCaller_FindsNobody(string change)
    {
        var (caller, other) = (await fixture.NewUserAsync(), await fixture.NewUserAsync());
        var handle = $"p{Guid.NewGuid():N}"[..30];
        await fixture.ExecuteAsync("UPDATE account SET handle = $2, handle_key = $2, display_name = 'n' || $2 WHERE user_id = $1", other.Value, handle);
        string[] queries = [handle, handle[..20], $"N{handle}", $"n{handle[..20]}"];
        foreach (var query in queries)
        {
            Assert.Equal([other], await FindAsync(caller, query));
        }

        await fixture.ExecuteAsync(change, other.Value, caller.Value);
        foreach (var query in queries)
        {
            Assert.Empty(await FindAsync(caller, query));
        }
    }

    [Fact]
    public async Task Search_ForSomebodyWhomTheCallerHasBlocked_FindsThem()
    {
        var (caller, other) = (await fixture.NewUserAsync(), await fixture.NewUserAsync());
        var name = $"q{Guid.NewGuid():N}";
        await fixture.ExecuteAsync("UPDATE account SET display_name = $2 WHERE user_id = $1", other.Value, name);
        await fixture.ExecuteAsync("INSERT INTO block (user_id, blocked_id, created_at) VALUES ($1, $2, now())", caller.Value, other.Value);
        Assert.Equal([other], await FindAsync(caller, name));
    }

    private async Task<List<UserId>> FindAsync(UserId caller, string query) =>
        [.. (await _accounts.SearchAsync(caller, query, Limit)).Select(profile => profile.UserId)];
}
