using System.Text.Json;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Screen;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>One line between a coordinator and a generator; which fields it has is a matter of its kind.</summary>
internal sealed record FleetMessage
{
    public required FleetMessageKind Kind { get; init; }

    /// <summary>With <see cref="FleetMessageKind.Hello"/>.</summary>
    public string? Token { get; init; }

    /// <summary>With <see cref="FleetMessageKind.Part"/>.</summary>
    public ScenarioPart? Part { get; init; }

    /// <summary>With <see cref="FleetMessageKind.Held"/>: from now to the measured time. Clocks of machines differ, so it is told like this.</summary>
    public double StartsInSeconds { get; init; }

    /// <summary>With <see cref="FleetMessageKind.Held"/>: the length of the measured time.</summary>
    public double Seconds { get; init; }

    /// <summary>With <see cref="FleetMessageKind.Progress"/>.</summary>
    public Progress? Progress { get; init; }

    /// <summary>With <see cref="FleetMessageKind.Outcome"/>.</summary>
    public RunOutcome? Outcome { get; init; }

    /// <summary>With the same: <see cref="IDivisibleScenario.Leave"/>.</summary>
    public JsonElement? Left { get; init; }

    /// <summary>With <see cref="FleetMessageKind.Stop"/> and <see cref="FleetMessageKind.Failed"/>, for a person.</summary>
    public string? Reason { get; init; }
}
