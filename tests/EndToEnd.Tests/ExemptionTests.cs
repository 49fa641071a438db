using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Networks that limits leave alone, and networks that may read the metrics.</summary>
public sealed class ExemptionTests(ExemptServer exempt) : IClassFixture<ExemptServer>
{
    private ChatServer Server => exempt.Server;

    [Fact]
    public async Task From_an_exempt_network_no_call_meets_a_limit()
    {
        await using var talk = await Conversation.StartAsync(Server, withPasswords: true);
        for (var number = 1; number <= 5; number++)
        {
            (await talk.AdaClient.SendAsync(talk.ThreadId, $"hub-{number}", "again")).Must();
            (await Server.Api.SendAsync(talk.Bob.AccessToken, talk.ThreadId, $"http-{number}", "again")).MustBe(HttpStatusCode.Created);
            (await talk.AdaClient.OpenThreadAsync(talk.Bob.UserId)).Must();
            (await Server.Api.OpenThreadAsync(talk.Bob.AccessToken, talk.Ada.UserId)).MustBe(HttpStatusCode.OK);
            (await Server.Api.GetAsync("/users?query=ada", talk.Ada.AccessToken)).MustBe(HttpStatusCode.OK);
            await Server.Api.LoginAsync(talk.Ada.Handle);
        }
    }

    [Fact]
    public async Task A_call_that_an_untrusted_proxy_passed_on_is_not_exempt()
    {
        var account = await Server.RegisterAsync("ada");
        using var http = new HttpClient { BaseAddress = Server.Url };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        http.DefaultRequestHeaders.Authorization = new("Bearer", account.AccessToken);

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/api/v1/users?query=ada", UriKind.Relative))).StatusCode);
        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            (await http.GetAsync(new Uri("/api/v1/users?query=ada", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Who_may_not_read_the_metrics_finds_nothing_there()
    {
        var metrics = await Server.Api.SendAsync(HttpMethod.Get, "/metrics");
        var nothing = await Server.Api.SendAsync(HttpMethod.Get, "/nothing");
        Assert.Equal(HttpStatusCode.NotFound, metrics.Status);
        Assert.Equal((nothing.Status, nothing.ContentType, nothing.Text), (metrics.Status, metrics.ContentType, metrics.Text));
    }
}
