using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.LoadTest.Limits;

/// <summary>Pairs who meet at one server again and again, as the comparisons need it: in a closed loop, or at a rate.</summary>
/// <param name="server">Where.</param>
/// <param name="serverPid">Its process.</param>
/// <param name="accounts">Two for each pair.</param>
/// <param name="isProduct">Whether it keeps the wire contract, or is the bare echo.</param>
internal sealed class PairLoad(Uri server, int serverPid, IReadOnlyList<Account> accounts, bool isProduct)
{
    // Tokens run out and are renewed; what a run leaves is what the next one needs.
    private IReadOnlyList<Account> _accounts = accounts;

    /// <summary>In a closed loop, or at this many messages a second over all pairs.</summary>
    public async Task<LoadFigures> RunAsync(LoadPlan plan, double? rate, CancellationToken cancellationToken)
    {
        var settings = new ScenarioSettings
        {
            Server = server,
            Accounts = _accounts,
            RampSeconds = plan.Ramp,
            HoldSeconds = plan.Hold,
            CooldownSeconds = 1,
            Size = plan.Size,
            Rate = rate ?? 0,
            IsProduct = isProduct,
        };
        var scenario = ScenarioMaker.Make(rate is null ? ScenarioNames.Flood : ScenarioNames.Rate, settings, auditor: null);
        var figures = await PlainRun.RunAsync(scenario, serverPid, cancellationToken);
        _accounts = scenario.Accounts;
        return new LoadFigures
        {
            MessagesPerSecond = figures.MessagesPerSecond,
            Acknowledgement = figures.Acknowledgement,
            Delivery = figures.Delivery,
            Cost = figures.Cost,
            Sent = figures.Sent,
            Errors = figures.Errors,
            Violations = figures.Violations,
            LostConnections = figures.LostConnections,
            Failure = figures.Failure,
        };
    }
}
