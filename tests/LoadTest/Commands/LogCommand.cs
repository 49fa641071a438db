using System.CommandLine;
using System.Globalization;
using ChatOrleans.LoadTest.Limits;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.LoadTest.Commands;

/// <summary><c>log</c>: the group commit alone.</summary>
internal static class LogCommand
{
    public static Command Create()
    {
        var connection = new Option<string?>("--connection")
        {
            Description = "a scratch PostgreSQL database, which is migrated and keeps the rows; otherwise an embedded one is started and removed",
        };
        var binaries = new Option<string?>("--binaries") { Description = "where the embedded PostgreSQL's programs are; looked for otherwise" };
        var writers = Bounded.Option("--writers", 1, 1, 16, "writer connections");
        var appenders = Bounded.Option("--appenders", 1_000, 1, 100_000, "concurrent appenders, a thread each");
        var seconds = Bounded.Option("--seconds", 10, 1, 600, "measured time");
        var warmUp = Bounded.Option("--warmup", 5, 0, 600, "seconds before it that don't count");
        var size = Bounded.Option("--size", 64, 1, 4_000, "characters of a message");
        var json = new Option<string?>("--json") { Description = "a file for the figures as JSON" };
        var command = new Command("log", "The message log's group commit, without SignalR and Orleans.")
        {
            connection, binaries, writers, appenders, seconds, warmUp, size, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new LogSettings
            {
                Writers = parsed.GetValue(writers),
                Appenders = parsed.GetValue(appenders),
                Size = parsed.GetValue(size),
                WarmUpSeconds = parsed.GetValue(warmUp),
                Seconds = parsed.GetValue(seconds),
            };
            var conditions = Conditions.Read();
            var report = new Report
            {
                Scenario = command.Name,
                Conditions = conditions,
                Options = OptionsOf(settings),
                Figures = await BareLog.RunAsync(settings, parsed.GetValue(connection), parsed.GetValue(binaries), cancellationToken),
            };
            return await report.PublishAsync(parsed.GetValue(json));
        });
        return command;
    }

    private static SortedDictionary<string, string> OptionsOf(LogSettings settings) => new(StringComparer.Ordinal)
    {
        ["writers"] = settings.Writers.ToString(CultureInfo.InvariantCulture),
        ["appenders"] = settings.Appenders.ToString(CultureInfo.InvariantCulture),
        ["size"] = settings.Size.ToString(CultureInfo.InvariantCulture),
        ["warmup"] = settings.WarmUpSeconds.ToString(CultureInfo.InvariantCulture),
        ["seconds"] = settings.Seconds.ToString(CultureInfo.InvariantCulture),
    };
}
