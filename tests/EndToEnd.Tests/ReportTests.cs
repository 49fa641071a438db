using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SecondServerGroup.Name)]
public sealed class ReportTests(SharedServer shared)
{
    private readonly ChatServer _server = shared.Server;

    [Fact]
    public async Task Somebody_a_thread_or_a_message_can_be_reported()
    {
        await using var talk = await Conversation.StartAsync(_server);
        await talk.SendManyAsync(talk.BobClient, "b", 1);
        await talk.SendManyAsync(talk.AdaClient, "a", 1);
        var eve = await _server.JoinAsync("eve");
        var ids = new List<string>
        {
            (await talk.AdaClient.ReportUserAsync(eve.UserId, "impersonation", text: new string('x', 1_000))).Must().ReportId,
            (await talk.AdaClient.ReportUserAsync(talk.Bob.UserId, "spam", talk.ThreadId)).Must().ReportId,
            (await talk.AdaClient.ReportUserAsync(talk.Bob.UserId, "harassment", talk.ThreadId, 2, "this one")).Must().ReportId,
            (await _server.Api.PostAsync(
                "/reports", new { userId = talk.Bob.UserId, reason = "selfHarm", talk.ThreadId, seq = 2 }, talk.Ada.AccessToken))
                .Must<ReportShape>(HttpStatusCode.Created).ReportId,
        };
        Assert.Equal(4, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{32}$", id));

        // Only what the reported one has said, and only where both were.
        (await talk.AdaClient.ReportUserAsync(talk.Bob.UserId, "spam", talk.ThreadId, 3)).MustRefuse("message_not_found");
        (await talk.AdaClient.ReportUserAsync(talk.Bob.UserId, "spam", talk.ThreadId, 1)).MustRefuse("message_not_found");
        (await talk.AdaClient.ReportUserAsync(talk.Bob.UserId, "spam", talk.ThreadId, 99)).MustRefuse("message_not_found");
        Assert.Equal("userId", (await talk.AdaClient.ReportUserAsync(eve.UserId, "spam", talk.ThreadId)).MustRefuse("invalid_argument").Field);
        (await _server.Api.PostAsync("/reports", new { userId = talk.Bob.UserId, reason = "spam", talk.ThreadId, seq = 2 }, eve.AccessToken))
            .MustRefuse(HttpStatusCode.Forbidden, "not_a_member");
        Assert.Equal(
            1_000, (await talk.AdaClient.ReportUserAsync(eve.UserId, "other", text: new string('x', 1_001))).MustRefuse("too_large").Limit);
        Assert.Equal(0, talk.BobClient.Pushes.Count("ResyncRequired"));
    }

    [Fact]
    public async Task Reports_without_end_are_refused_with_the_time_to_wait()
    {
        await using var talk = await Conversation.StartAsync(_server);
        for (var report = 0; report < 20; report++)
        {
            (await talk.AdaClient.ReportUserAsync(talk.Bob.UserId, "other", text: $"number {report}")).Must();
        }

        var refused = (await talk.AdaClient.ReportUserAsync(talk.Bob.UserId, "other")).MustRefuse("rate_limited");
        Assert.InRange(refused.RetryAfterMs!.Value, 1, (int)TimeSpan.FromHours(1).TotalMilliseconds);
        (await talk.BobClient.ReportUserAsync(talk.Ada.UserId, "other")).Must();
    }
}
