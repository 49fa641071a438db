using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.LoadTest.Limits;

/// <summary>One run of pairs against a server, as the comparisons need it: closed loop, or a rate.</summary>
internal static class PairLoad
{
    /// <param name="plan">How.</param>
    /// <param name="server">Against what.</param>
    /// <param name="serverPid">Its process.</param>
    /// <param name="accounts">Two for each pair.</param>
    /// <param name="rate">Messages a second in all; null for a closed loop.</param>
    /// <param name="isProduct">Whether it keeps the wire contract, or is the bare echo.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<LoadFigures> RunAsync(
        LoadPlan plan,
        Uri server,
        int serverPid,
        IReadOnlyList<Account> accounts,
        double? rate,
        bool isProduct,
        CancellationToken cancellationToken)
    {
        var run = new RunSettings
        {
            Server = server,
            ServerPid = serverPid,
            Rate = rate,
            WarmUpSeconds = plan.Ramp,
            Seconds = plan.Hold,
            Pairs = new PairSettings
            {
                Pairs = plan.Pairs,
                Size = plan.Size,
                Alternate = false,
                ClosedLoop = rate is null,
                PushesToSender = isProduct,
            },
        };
        var figures = await PairRun.RunAsync(run, accounts, cancellationToken);
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
