using ChatOrleans.LoadTest.Fleet;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Tests.Fleet;

public sealed class FleetTests
{
    private const string Token = "a token of the tests";

    [Fact]
    public async Task Agents_that_do_parts_give_one_result()
    {
        await using var agents = await Agents.StartAsync(2, Token, SyntheticScenario.Of);

        var scenario = new SyntheticScenario(new SyntheticSettings { Messages = 200, Violates = true });
        var outcome = await RunAsync(agents, scenario);

        Assert.Equal(2, outcome.Generators);
        Assert.Equal(200, outcome.Counts[Counter.Done]);
        Assert.Equal(200, outcome.Latency(Measure.Delivery).Total);
        Assert.Equal(1, outcome.ViolationCount);
        Assert.Equal(200, outcome.Timeline.Points.Sum(point => point.Sent));
        Assert.Null(outcome.Failure);
        Assert.Equal([100, 100], scenario.Left);
    }

    [Fact]
    public async Task A_generator_that_breaks_off_fails_the_run_by_name()
    {
        await using var agents = await Agents.StartAsync(2, Token, SyntheticScenario.Of);

        Assert.Equal(
            $"The agent at {agents.Addresses[0]}: It breaks off.",
            await FailureOfAsync(agents, new SyntheticScenario(new SyntheticSettings { BreaksOff = true })));
    }

    [Fact]
    public async Task An_agent_refuses_a_wrong_token()
    {
        await using var agents = await Agents.StartAsync(1, Token, SyntheticScenario.Of);

        var refusal = await Assert.ThrowsAsync<SetUpException>(
            () => AgentLink.ConnectAsync(agents.Addresses[0], "another token", TestContextToken()));

        Assert.Contains("the token is wrong", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_serves_one_run_at_a_time()
    {
        await using var agents = await Agents.StartAsync(1, Token, SyntheticScenario.Of);
        await using var first = await AgentLink.ConnectAsync(agents.Addresses[0], Token, TestContextToken());

        var refusal = await Assert.ThrowsAsync<SetUpException>(
            () => AgentLink.ConnectAsync(agents.Addresses[0], Token, TestContextToken()));

        Assert.Contains("somebody else", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:5090", true)]
    [InlineData("[::1]:5090", true)]
    [InlineData("machine", false)]
    [InlineData(":5090", false)]
    [InlineData("machine:0", false)]
    [InlineData("machine:70000", false)]
    public void IsAddress_OfText_WantsHostAndPort(string text, bool expected) => Assert.Equal(expected, AgentLink.IsAddress(text));

    private static async Task<RunOutcome> RunAsync(Agents agents, SyntheticScenario scenario)
    {
        var options = new RunOptions { Told = [], Agents = agents.Addresses, Token = Token };
        await using var crew = await CrewMaker.GatherAsync(scenario, options, TestContextToken());
        return await crew.RunAsync(TestContextToken());
    }

    // The other generator may be told to stop before it has an outcome to tell; then there is none to report at all.
    private static async Task<string?> FailureOfAsync(Agents agents, SyntheticScenario scenario)
    {
        try
        {
            var outcome = await RunAsync(agents, scenario);
            Assert.False(outcome.IsSound);
            return outcome.Failure;
        }
        catch (SetUpException exception)
        {
            return exception.Message;
        }
    }

    private static CancellationToken TestContextToken() => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;
}
