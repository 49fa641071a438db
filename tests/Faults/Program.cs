using System.CommandLine;
using ChatOrleans.Faults.Commands;
using ChatOrleans.Faults.Networks;
using ChatOrleans.Faults.Runs;
using ChatOrleans.LoadTest;
using ChatOrleans.TestKit;

namespace ChatOrleans.Faults;

/// <summary>Does to silos, gateways and PostgreSQL what machines do, while people talk, and says whether every promise was kept.</summary>
internal static class Program
{
    /// <summary>0: every promise was kept. 1: one was not. 2: the run could not be made.</summary>
    internal static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Starts silos, gateways and PostgreSQL, hurts them while people talk, and checks their promises.")
        {
            RunCommand.Create(),
            RollCommand.Create(),
        };
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
        catch (Exception exception) when (exception is SetUpException or NetworkException or ExpectationException or OrdealException)
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
