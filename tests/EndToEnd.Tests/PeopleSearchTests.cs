using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SecondServerGroup.Name)]
public sealed class PeopleSearchTests(SharedServer shared)
{
    private const int MostFound = 20;

    private readonly ChatServer _server = shared.Server;
    private readonly string _mark = $"{Random.Shared.NextInt64(1_000_000_000_000):D12}";

    [Fact]
    public async Task People_are_found_by_the_beginning_of_handle_or_name_without_case()
    {
        var ada = await _server.RegisterAsync("ada");
        var handle = await _server.Api.RegisterAsync($"h{_mark}.b", "Zoë");
        var exact = await _server.Api.RegisterAsync($"h{_mark}", "Nobody in particular");
        var named = await _server.Api.RegisterAsync($"x{_mark}", $"H{_mark} Ängström");
        Assert.Equal([exact.UserId, handle.UserId, named.UserId], await FindAsync(ada, $"H{_mark}"));
        Assert.Equal([named.UserId], await FindAsync(ada, $"h{_mark} äng"));
        Assert.Equal([named.UserId], await FindAsync(ada, $"h{_mark} ÄNGSTRÖM"));
        Assert.Empty(await FindAsync(ada, $"{_mark} Ängström"));
        Assert.Empty(await FindAsync(ada, $"h{_mark}%"));
        Assert.Equal([exact.UserId], await FindAsync(ada, $"h{_mark}", limit: 1));
    }

    [Fact]
    public async Task Nobody_gets_the_directory()
    {
        var ada = await _server.RegisterAsync("ada");
        var people = await Task.WhenAll(Enumerable.Range(0, MostFound + 2).Select(
            number => _server.Api.RegisterAsync($"p{_mark}.{number:D2}", $"N{_mark} {number}")));
        Assert.Equal(people.Take(MostFound).Select(person => person.UserId), await FindAsync(ada, $"p{_mark}"));
        Assert.Equal(MostFound, (await FindAsync(ada, $"n{_mark}")).Count);
        foreach (var query in new[] { $"p{_mark}&limit=21", "ab", "%20%20p%20%20" })
        {
            (await _server.Api.GetAsync($"/users?query={query}", ada.AccessToken)).MustRefuse(HttpStatusCode.BadRequest, "invalid_argument");
        }
    }

    [Fact]
    public async Task Who_does_not_want_to_be_found_is_found_by_the_whole_handle_only()
    {
        var ada = await _server.RegisterAsync("ada");
        var shy = await _server.Api.RegisterAsync($"s{_mark}.shy", $"S{_mark} name");
        Assert.Equal([shy.UserId], await FindAsync(ada, $"s{_mark}"));
        Assert.False((await SetFindableAsync(HttpMethod.Delete, shy)).Findable);
        Assert.False((await _server.Api.GetAsync("/me/findable", shy.AccessToken)).Must<FindabilityShape>(HttpStatusCode.OK).Findable);
        Assert.Empty(await FindAsync(ada, $"s{_mark}"));
        Assert.Empty(await FindAsync(ada, $"s{_mark} name"));
        Assert.Equal([shy.UserId], await FindAsync(ada, shy.Handle));
        Assert.True((await SetFindableAsync(HttpMethod.Put, shy)).Findable);
        Assert.Equal([shy.UserId], await FindAsync(ada, $"s{_mark}"));
        (await _server.Api.GetAsync("/me/findable")).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    private async Task<FindabilityShape> SetFindableAsync(HttpMethod method, Account account) =>
        (await _server.Api.SendAsync(method, "/api/v1/me/findable", null, account.AccessToken)).Must<FindabilityShape>(HttpStatusCode.OK);

    private async Task<List<string>> FindAsync(Account caller, string query, int limit = MostFound) =>
        [.. (await _server.Api.GetAsync($"/users?query={Uri.EscapeDataString(query)}&limit={limit}", caller.AccessToken))
            .Must<PeopleShape>(HttpStatusCode.OK).Users.Select(person => person.UserId)];
}
