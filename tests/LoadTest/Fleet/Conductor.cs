using System.Text.Json;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Scenarios;
using ChatOrleans.LoadTest.Screen;
using ChatOrleans.LoadTest.Server;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>Runs a scenario, in this process or in several, shows how it goes, and reports what was found.</summary>
/// <param name="watch">What the server does meanwhile.</param>
internal sealed class Conductor(IServerWatch watch)
{
    /// <summary>
    /// The exit status: 0 sound; 1 a broken promise, a lost connection, a failed assertion or an early end. A run that can't
    /// be made is a <see cref="SetUpException"/>.
    /// </summary>
    public async Task<int> ConductAsync(IScenario scenario, RunOptions options, CancellationToken cancellationToken)
    {
        EnsureWritable(options.JsonFile);
        EnsureWritable(options.HtmlFile);
        var report = await RunAsync(scenario, options, cancellationToken);
        await Console.Out.WriteLineAsync(string.Join(Environment.NewLine, ConsoleReport.Lines(report)));
        if (options.JsonFile is { } json)
        {
            await using var file = File.Create(json);
            await JsonSerializer.SerializeAsync(file, report, ReportJson.Options, CancellationToken.None);
        }

        if (options.HtmlFile is { } html)
        {
            await File.WriteAllTextAsync(html, HtmlReport.Render(report), CancellationToken.None);
        }

        return report.Sound ? 0 : 1;
    }

    private async Task<RunReport> RunAsync(IScenario scenario, RunOptions options, CancellationToken cancellationToken)
    {
        var conditions = Conditions.Read();
        if (options is { Processes: 1, Agents.Count: 0 })
        {
            using var recorder = new Recorder();
            return await RunAsync(scenario.Name, new OwnGeneration(scenario, recorder), conditions, options, cancellationToken);
        }

        await using var crew = await CrewMaker.GatherAsync(scenario, options, cancellationToken);
        return await RunAsync(scenario.Name, crew, conditions, options, cancellationToken);
    }

    private async Task<RunReport> RunAsync(
        string scenario, IGeneration generation, Conditions conditions, RunOptions options, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var measuring = HoldMeter.MeasureAsync(generation.Held, options.ServerPid, over.Token);
        watch.Start();
        RunOutcome outcome;
        ServerSeries server;
        try
        {
            await using var screen = ProgressScreen.Begin(scenario, generation, new ServerGlance(options.ServerPid));
            outcome = await generation.RunAsync(cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            server = watch.Stop();
        }

        return RunReport.Of(scenario, conditions, options.Told, options.Assertions, outcome, await measuring, server);
    }

    /// <summary>Better known before a run of hours than after it.</summary>
    private static void EnsureWritable(string? path)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SetUpException($"'{path}' can't be written: {exception.Message}", exception);
        }
    }
}
