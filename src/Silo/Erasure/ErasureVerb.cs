using System.Globalization;
using ChatOrleans.Gateway.Startup;
using ChatOrleans.Grains.Erasure;
using ChatOrleans.Silo.Database;

namespace ChatOrleans.Silo.Erasure;

/// <summary>The verb <c>erasure</c>: whether anything is left of somebody.</summary>
internal static class ErasureVerb
{
    /// <summary>How the program ends when something is left.</summary>
    private const int SomethingIsLeft = 3;

    internal static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["check", .. var rest])
        {
            return await Usage.RefuseAsync($"erasure {(args is [var action, ..] ? action : "")}".TrimEnd());
        }

        using var interruption = new Interruption();
        var configuration = ProgramHosting.CreateBuilder(rest, Program.ShortNames).Configuration;
        // Of the arguments alone: the surroundings may have a USER of their own.
        var request = await ErasureRequest.ReadAsync(
            new ConfigurationBuilder().AddCommandLine(rest).Build(), interruption.Token);
        await using var database = await ChatDatabase.OpenAsync(configuration);
        List<Leftover> found = [];
        await database.UseAsync(
            async (_, cancellationToken) => found.AddRange(await LeftoverSearch.InDatabasesAsync(
                database.ConnectionString, configuration, request.User, request.Phrases, cancellationToken)),
            interruption.Token);
        foreach (var file in request.Files)
        {
            found.AddRange(await LeftoverSearch.InFileAsync(file, request.Phrases, interruption.Token));
        }

        return Tell(request, found);
    }

    private static int Tell(ErasureRequest request, List<Leftover> found)
    {
        foreach (var leftover in found)
        {
            Say($"{leftover.Place}: {leftover.What}: {leftover.Rows}");
        }

        if (request.Passed > 0)
        {
            Say($"{request.Passed} phrases were too short to be looked for.");
        }

        if (found.Count == 0)
        {
            Say($"Nothing is left: {request.Phrases.Count} phrases, all columns of all databases, {request.Files.Count} files.");
        }

        return found.Count == 0 ? 0 : SomethingIsLeft;
    }

    private static void Say(FormattableString line)
    {
        Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        Console.Out.Flush();
    }
}
