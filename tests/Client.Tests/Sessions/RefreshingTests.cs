using System.Net;
using ChatOrleans.Client.Sessions;
using ChatOrleans.Client.Tests.Fakes;

namespace ChatOrleans.Client.Tests.Sessions;

public sealed class RefreshingTests
{
    private const string Me = """{"userId":"u_5d41402abc4b2a76b9719d911017c592","handle":"ada","displayName":"Ada"}""";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(-400)]
    [InlineData(400)]
    public async Task Call_TheClockIsWrong_RefreshesBeforeTheTokenEndsAndNotSooner(int daysOff)
    {
        await using var bench = new Bench();
        bench.Time.Jump(TimeSpan.FromDays(daysOff));
        await bench.SignInAsync();
        await CallAsync(bench, "GET me");
        bench.Time.Jump(TimeSpan.FromDays(-2 * daysOff));
        bench.Time.Advance(TimeSpan.FromMinutes(13));
        await CallAsync(bench, "GET me");
        bench.Time.Advance(TimeSpan.FromMinutes(1.5));
        bench.Http.Answer("auth/refresh", HttpStatusCode.OK, Bench.SignedIn("a2", minutes: 29), Start.AddMinutes(14.5));
        await CallAsync(bench, "POST auth/refresh", "GET me");
    }

    [Fact]
    public async Task Call_ManyAtOnceWithATokenThatIsUsedUp_RefreshOnce()
    {
        await using var bench = new Bench();
        await bench.SignInAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(15));
        bench.Http.Answer("auth/refresh", HttpStatusCode.OK, Bench.SignedIn("a2", minutes: 29), Start.AddMinutes(15));
        var calls = Enumerable.Range(0, 8).Select(_ => AnsweredAsync(bench)).ToArray();
        await Task.WhenAll(calls).OrFailAsync();
        var made = new List<string>();
        for (var number = 0; number < 9; number++)
        {
            made.Add(await bench.Http.NextAsync());
        }

        Assert.Single(made, call => call == "POST auth/refresh");
    }

    [Fact]
    public async Task Call_RefreshGetsNoAnswerAndTheTokenStillServes_GoesOnWithIt()
    {
        await using var bench = new Bench();
        await bench.SignInAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(14.5));
        await CallAsync(bench, "POST auth/refresh", "GET me");
    }

    [Fact]
    public async Task Call_AnotherProcessHasRefreshed_UsesItsToken()
    {
        var store = new MemorySessionStore();
        var time = new FakeTime();
        using var http = new FakeHttp();
        await using var client = new ChatClient(new ChatClientOptions
        {
            Server = new Uri("http://chat.example"),
            Session = store,
            Time = time,
            HttpHandler = http,
            Transport = new FakeHub(),
        });
        await store.SaveAsync(Stored("old", time.GetUtcNow().AddMinutes(10)), CancellationToken.None);
        Assert.True(await client.RestoreAsync());
        await store.SaveAsync(Stored("new", time.GetUtcNow().AddMinutes(25)), CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(9.5));
        http.Answer("me", HttpStatusCode.OK, Me);
        await client.Api.Account.GetMeAsync();
        Assert.Equal("GET me", await http.NextAsync());
    }

    [Fact]
    public async Task Call_AnotherProcessHasLoggedOut_SignsOut()
    {
        var store = new MemorySessionStore();
        var time = new FakeTime();
        await using var client = new ChatClient(new ChatClientOptions
        {
            Server = new Uri("http://chat.example"),
            Session = store,
            Time = time,
            Transport = new FakeHub(),
        });
        var ended = new TaskCompletionSource<SignedOutReason>();
        client.SignedOut += ended.SetResult;
        await store.SaveAsync(Stored("old", time.GetUtcNow().AddMinutes(1)), CancellationToken.None);
        Assert.True(await client.RestoreAsync());
        await store.SaveAsync(null, CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(2));
        var refused = await Assert.ThrowsAsync<ChatException>(() => client.Api.Account.GetMeAsync());
        Assert.Equal((ErrorCodes.SignedOut, SignedOutReason.LoggedOut), (refused.Code, await ended.Task.OrFailAsync()));
    }

    private static StoredSession Stored(string token, DateTimeOffset endsAt) => new()
    {
        UserId = Bench.Ada,
        Handle = "ada",
        AccessToken = token,
        AccessTokenEndsAt = endsAt,
        RefreshToken = $"r-{token}",
    };

    private static async Task CallAsync(Bench bench, params string[] made)
    {
        await AnsweredAsync(bench);
        foreach (var call in made)
        {
            Assert.Equal(call, await bench.Http.NextAsync());
        }
    }

    private static async Task AnsweredAsync(Bench bench)
    {
        bench.Http.Answer("me", HttpStatusCode.OK, Me);
        await bench.Client.Api.Account.GetMeAsync().OrFailAsync();
    }
}
