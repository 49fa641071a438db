using System.CommandLine;
using System.Net;
using ChatOrleans.LoadTest.Fleet;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>This program as a generator for another one of itself: <c>agent</c>, and the verb of its own children.</summary>
internal static class FleetCommands
{
    private const int ShortestToken = 16;

    /// <summary>Serves coordinators on other machines.</summary>
    public static Command Agent(Func<ScenarioPart, IDivisibleScenario> make)
    {
        var listen = new Option<IPEndPoint>("--listen")
        {
            Description = "where to listen; what is said is not encrypted, so keep it on a network of your own",
            DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, 5090),
            CustomParser = result =>
            {
                if (IPEndPoint.TryParse(result.Tokens[0].Value, out var endPoint) && endPoint.Port > 0)
                {
                    return endPoint;
                }

                result.AddError("--listen must be an address and a port, such as 127.0.0.1:5090.");
                return new IPEndPoint(IPAddress.Loopback, 0);
            },
        };
        var token = ConductOptions.Token();
        var command = new Command("agent", "Generates for runs of other machines until Ctrl-C.") { listen, token };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(token) is not { Length: >= ShortestToken } secret)
            {
                throw new SetUpException($"An agent needs a --token of at least {ShortestToken} characters.");
            }

            await new Agent(secret, make).RunAsync(
                parsed.GetRequiredValue(listen), address => Console.Error.WriteLine($"Listening on {address}"), cancellationToken);
            return 0;
        });
        return command;
    }

    /// <summary>Serves the process that started this one, over the standard streams.</summary>
    public static Command Generator(Func<ScenarioPart, IDivisibleScenario> make)
    {
        var command = new Command(GeneratorProcess.Verb, "A child of a run with several processes.") { Hidden = true };
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var channel = new LineChannel(Console.OpenStandardInput(), Console.OpenStandardOutput());

            // Standard output belongs to the channel.
            Console.SetOut(Console.Error);
            try
            {
                await new Generator(channel, make).ServeAsync(cancellationToken);
                return 0;
            }
            catch (IOException exception)
            {
                throw new SetUpException($"The coordinator is gone: {exception.Message}", exception);
            }
        });
        return command;
    }
}
