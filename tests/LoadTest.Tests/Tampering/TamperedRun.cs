using System.Text.Json;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Tampering;

namespace ChatOrleans.LoadTest.Tests.Tampering;

/// <summary>A short run of the harness through the proxy, as its command line makes it.</summary>
internal sealed record TamperedRun
{
    private static readonly string[] Options = ["--pairs", "2", "--warmup", "0", "--seconds", "2"];

    public required int ExitCode { get; init; }

    /// <summary>Counts by kind, as the run's JSON names them.</summary>
    public required IReadOnlyDictionary<Violation, long> Violations { get; init; }

    /// <summary>What the proxy did.</summary>
    public required IReadOnlyList<Tampered> Done { get; init; }

    public required string Report { get; init; }

    public static async Task<TamperedRun> MakeAsync(Uri server, string[] scenario, TamperSettings settings)
    {
        var schedule = new TamperSchedule(settings);
        await using var proxy = await TamperProxy.StartAsync(
            server, "http://127.0.0.1:0", settings, schedule, CancellationToken.None);
        var json = Path.GetTempFileName();
        try
        {
            var exitCode = await Program.Main(
                [.. scenario, "--url", proxy.Url.ToString(), .. Options, "--json", json]);
            var report = await File.ReadAllTextAsync(json);
            return new TamperedRun
            {
                ExitCode = exitCode,
                Violations = ViolationsOf(report),
                Done = schedule.Done,
                Report = report,
            };
        }
        finally
        {
            File.Delete(json);
        }
    }

    private static Dictionary<Violation, long> ViolationsOf(string report)
    {
        if (report.Length == 0)
        {
            return [];
        }

        using var document = JsonDocument.Parse(report);
        return document.RootElement.GetProperty("figures").GetProperty("violations").EnumerateObject()
            .ToDictionary(kind => Enum.Parse<Violation>(kind.Name), kind => kind.Value.GetProperty("count").GetInt64());
    }
}
