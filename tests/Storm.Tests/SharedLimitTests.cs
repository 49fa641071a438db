using System.Diagnostics;
using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.Storm.Tests;

[Collection(TwoGatewaysGroup.Name)]
public sealed class SharedLimitTests(TwoGateways gateways)
{
    // As people search is shipped.
    private const int Burst = 10;
    private const double PerSecond = 1;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task What_is_spent_at_one_gateway_is_owed_at_the_other()
    {
        using var one = new ChatApi(() => gateways.Topology.Urls[0]);
        using var other = new ChatApi(() => gateways.Topology.Urls[1]);
        var account = await gateways.Topology.RegisterAsync("ada");
        var clock = Stopwatch.StartNew();
        var taken = 0;

        // An empty bucket of one gateway alone has a token again after a second; a longer wait is told of what was spent at both.
        while (true)
        {
            Assert.True(clock.Elapsed < Deadline, "The gateways never learned what was spent at the other.");
            var waits = new List<int>();
            foreach (var api in new[] { one, other })
            {
                for (var time = 0; time < Burst; time++)
                {
                    var answer = await api.GetAsync("/users?query=somebody", account.AccessToken);
                    if (answer.Status == HttpStatusCode.OK)
                    {
                        taken++;
                        continue;
                    }

                    waits.Add(answer.MustRefuse(HttpStatusCode.TooManyRequests, "rate_limited").RetryAfterMs!.Value);
                }
            }

            if (waits.Exists(wait => wait > 1_000 / PerSecond))
            {
                break;
            }
        }

        Assert.InRange(taken, Burst, (PerSecond * clock.Elapsed.TotalSeconds) + (2 * ((1.25 * Burst) + PerSecond)));
    }
}
