using ChatOrleans.LoadTest.Accounts;
using ChatOrleans.LoadTest.Server;

namespace ChatOrleans.LoadTest.Limits;

/// <summary>Finds the ceiling in a closed loop and then offers more than that in an open one.</summary>
internal static class OverloadRun
{
    /// <param name="plan">How; the hold is that of the overload.</param>
    /// <param name="ceilingHold">Seconds in which the ceiling is measured.</param>
    /// <param name="factor">How much of the ceiling is offered.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<OverloadFigures> RunAsync(
        LoadPlan plan, int ceilingHold, double factor, CancellationToken cancellationToken)
    {
        await using var product = await ProductProcess.StartAsync();
        var accounts = await AccountSource.TakeAsync(product.Url, 2 * plan.Pairs, path: null, cancellationToken);
        var load = new PairLoad(product.Url, product.Id, accounts, isProduct: true);
        var ceiling = await load.RunAsync(plan with { Hold = ceilingHold }, rate: null, cancellationToken);
        await Console.Error.WriteLineAsync(FormattableString.Invariant($"the ceiling is {ceiling.MessagesPerSecond:F0} a second"));

        var offered = factor * ceiling.MessagesPerSecond;
        await using var memory = new MemoryWatch(product.Id);
        var overloaded = await load.RunAsync(plan, offered, cancellationToken);
        return new OverloadFigures
        {
            CeilingPerSecond = ceiling.MessagesPerSecond,
            OfferedPerSecond = offered,
            Overloaded = overloaded,
            ServerMegabytes = [.. memory.Megabytes],
        };
    }
}
