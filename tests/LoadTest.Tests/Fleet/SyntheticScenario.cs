using System.Diagnostics;
using System.Text.Json;
using ChatOrleans.LoadTest.Fleet;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Tests.Fleet;

/// <summary>Records what it is told, without a server.</summary>
internal sealed class SyntheticScenario(SyntheticSettings settings) : IDivisibleScenario
{
    private static readonly long Millisecond = Stopwatch.Frequency / 1000;

    private readonly List<int> _left = [];

    /// <summary>What the parts have left.</summary>
    public IReadOnlyList<int> Left => _left;

    public string Name => "synthetic";

    public static SyntheticScenario Of(ScenarioPart part) => new(part.Settings.Deserialize<SyntheticSettings>()!);

    public ScenarioPart Part(int index, int count) => new()
    {
        Scenario = Name,
        Settings = JsonSerializer.SerializeToElement(settings with
        {
            Messages = settings.Messages / count,
            BreaksOff = settings.BreaksOff && index == 0,
            Violates = settings.Violates && index == 0,
        }),
    };

    public JsonElement Leave() => JsonSerializer.SerializeToElement(settings.Messages);

    public void TakeBack(JsonElement left)
    {
        lock (_left)
        {
            _left.Add(left.GetInt32());
        }
    }

    public async Task RunAsync(Recorder recorder, CancellationToken cancellationToken)
    {
        recorder.Enter(Phase.Ramp);
        await recorder.MeetAsync(cancellationToken);
        var from = Stopwatch.GetTimestamp();
        recorder.HoldBetween(from, from + (60 * Stopwatch.Frequency));
        for (var i = 0; i < settings.Messages; i++)
        {
            recorder.Count(Counter.Sent);
            recorder.Record(Measure.Acknowledgement, from, from + ((1 + (i % 10)) * Millisecond));
            recorder.Record(Measure.Delivery, from, from + ((2 + (i % 10)) * Millisecond));
            recorder.Count(Counter.Done);
        }

        if (settings.BreaksOff)
        {
            throw new InvalidOperationException("It breaks off.");
        }

        if (settings.Violates)
        {
            recorder.Violations.Add(Violation.Lost, "message 7");
        }
    }
}
