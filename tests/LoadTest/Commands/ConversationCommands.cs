using System.CommandLine;
using ChatOrleans.LoadTest.Accounts;

namespace ChatOrleans.LoadTest.Commands;

/// <summary><c>flood</c> and <c>rate</c>: pairs that talk through the product.</summary>
internal static class ConversationCommands
{
    public static Command Flood()
    {
        var command = new Command(
            "flood",
            "The ceiling, in a closed loop: a message leaves when the partner has the last one and it is acknowledged.\n"
            + ServerLimits.Advice);
        return Complete(command, _ => null);
    }

    public static Command Rate()
    {
        var rate = Bounded.Option("--rate", 1_000, 1, 1_000_000, "messages a second over all pairs");
        var command = new Command(
            "rate",
            "A fixed rate, in an open loop: latencies count from when a message should have left.\n" + ServerLimits.Advice)
        {
            rate,
        };
        return Complete(command, parsed => parsed.GetValue(rate));
    }

    private static Command Complete(Command command, Func<ParseResult, double?> rate)
    {
        var server = new ServerOptions();
        var pairs = new PairOptions();
        server.AddTo(command);
        pairs.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var accounts = await AccountSource.TakeAsync(
                server.Url(parsed), 2 * pairs.Pairs(parsed), server.Accounts(parsed), cancellationToken);
            return await pairs.RunAsync(
                command.Name,
                parsed,
                server.Url(parsed),
                server.ServerPid(parsed),
                accounts,
                server.Alternate(parsed),
                rate(parsed),
                pushesToSender: true,
                cancellationToken);
        });
        return command;
    }
}
