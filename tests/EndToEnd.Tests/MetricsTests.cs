using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class MetricsTests(SharedServer shared)
{
    [Fact]
    public async Task What_a_message_did_is_in_the_metrics()
    {
        await using var talk = await Conversation.StartAsync(shared.Server);
        var ack = (await talk.AdaClient.SendAsync(talk.ThreadId, "m-1", "measured")).Must();
        await talk.BobClient.ExpectEventAsync(talk.ThreadId, ack.Seq);

        var answer = await shared.Server.Api.SendAsync(HttpMethod.Get, "/metrics");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("text/plain", answer.ContentType);
        var samples = answer.Text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')).ToArray();
        foreach (var name in new[]
        {
            "chat_message_ack_duration_seconds_count",
            "chat_log_batch_size_sum",
            "chat_log_batch_size_count",
            "chat_log_commit_duration_seconds_count",
            "chat_log_queue_delay_seconds_count",
            "chat_delivery_lag_seconds_count",
            "chat_connections",
            "chat_pushes_total",
            "dotnet_gc_heap_total_allocated_bytes_total",
        })
        {
            var sample = Assert.Single(samples, sample => sample[0] == name);
            Assert.NotEqual("0", sample[1]);
        }

        Assert.DoesNotContain(talk.ThreadId, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(talk.Ada.UserId, answer.Text, StringComparison.Ordinal);
    }
}
