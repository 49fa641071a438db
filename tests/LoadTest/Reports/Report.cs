using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>One run: what it was, where it was made, what it found.</summary>
internal sealed record Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Scenario { get; init; }

    public required Conditions Conditions { get; init; }

    /// <summary>The options of the run, for a person and for whoever repeats it.</summary>
    public required SortedDictionary<string, string> Options { get; init; }

    public required IFigures Figures { get; init; }

    /// <summary>Prints it, writes it where it is wanted, and gives the exit status: 1 when a promise was broken.</summary>
    public async Task<int> PublishAsync(string? path)
    {
        var lines = new List<string>
        {
            $"{Scenario}: {string.Join(", ", Options.Select(option => $"{option.Key} {option.Value}"))}",
            Line.Of("machine", $"{Conditions.Cores} cores, {Conditions.Processor}, {Conditions.System}, load before {Conditions.LoadBefore?.ToString() ?? "unknown"}"),
            Line.Of("program", $"{Conditions.Runtime}, {Conditions.GarbageCollector} GC, commit {Conditions.Commit ?? "unknown"}, {Conditions.StartedAt:u}"),
        };
        lines.AddRange(Figures.Lines());
        await Console.Out.WriteLineAsync(string.Join(Environment.NewLine, lines));
        if (path is not null)
        {
            await using var file = File.Create(path);
            // Figures as an object, so that JSON holds all that the scenario found.
            await JsonSerializer.SerializeAsync(
                file, new { Schema = RunReport.CurrentSchema, Scenario, Conditions, Options, Figures = (object)Figures }, Json);
        }

        return Figures.IsSound ? 0 : 1;
    }
}
