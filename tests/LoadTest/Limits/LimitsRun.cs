using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Echo;
using ChatOrleans.LoadTest.Scenarios;
using ChatOrleans.LoadTest.Server;

namespace ChatOrleans.LoadTest.Limits;

/// <summary>
/// The whole product, the stock echo and the log alone, in turns, so that what the machine does meanwhile meets all
/// three. Product and echo stay up all the time; the one that is not asked does next to nothing.
/// </summary>
internal static class LimitsRun
{
    private const int LogAppenders = 1_000;

    public static async Task<LimitFigures> RunAsync(LoadPlan plan, int rounds, CancellationToken cancellationToken)
    {
        await using var product = await ProductProcess.StartAsync();
        using var echo = await EchoProcess.StartAsync(cancellationToken);
        var accounts = await AccountSource.TakeAsync(product.Url, 2 * plan.Pairs, path: null, cancellationToken);
        var whole = new PairLoad(product.Url, product.Id, accounts, isProduct: true);
        var nobodies = Enumerable.Range(0, 2 * plan.Pairs).Select(_ => EchoThreads.Nobody()).ToArray();
        var bare = new PairLoad(echo.Address, echo.Id, nobodies, isProduct: false);
        var log = new LogSettings
        {
            Writers = 1,
            Appenders = LogAppenders,
            Size = plan.Size,
            WarmUpSeconds = plan.Ramp,
            Seconds = plan.Hold,
        };

        var done = new List<RoundFigures>();
        while (done.Count < rounds)
        {
            await Console.Error.WriteLineAsync($"round {done.Count + 1} of {rounds}");
            done.Add(new RoundFigures(
                await whole.RunAsync(plan, rate: null, cancellationToken),
                await bare.RunAsync(plan, rate: null, cancellationToken),
                await BareLog.RunAsync(log, connection: null, binaries: null, cancellationToken)));
        }

        return new LimitFigures(done);
    }
}
