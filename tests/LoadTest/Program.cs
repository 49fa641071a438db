using System.CommandLine;
using ChatOrleans.LoadTest.Commands;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.LoadTest;

/// <summary>Loads a running server, and checks what it promises while it does.</summary>
internal static class Program
{
    /// <summary>0: every promise was kept. 1: one was not, or the run ended early. 2: the run could not be made.</summary>
    internal static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Loads a running server and checks its promises meanwhile.")
        {
            AccountsCommand.Create(),
            LogCommand.Create(),
            EchoCommands.Measure(),
            EchoCommands.Serve(),
            LimitCommands.Limits(),
            LimitCommands.Overload(),
            DepthCommands.History(),
            DepthCommands.Fill(),
            DepthCommands.Flat(),
            CompareCommand.Create(),
            SizeCommand.Create(),
            FleetCommands.Agent(PeopleInParts.Make),
            FleetCommands.Generator(PeopleInParts.Make),
            TamperCommand.Create(),
        };
        foreach (var scenario in ScenarioCommands.All())
        {
            root.Add(scenario);
        }

        try
        {
            args = ConfigFile.Expand(args);
        }
        catch (SetUpException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync();
            return 2;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (SetUpException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return 2;
        }
    }
}
