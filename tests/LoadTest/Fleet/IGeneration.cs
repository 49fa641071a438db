using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Reports;
using ChatOrleans.LoadTest.Screen;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>A scenario under way, in this process or in several.</summary>
internal interface IGeneration
{
    /// <summary>What is measured; done when that is known.</summary>
    Task<HeldTime> Held { get; }

    /// <summary>How it goes now.</summary>
    Progress Look();

    /// <summary>Runs it to its end. An early end shows in the outcome; only when nothing was measured yet it is an exception.</summary>
    Task<RunOutcome> RunAsync(CancellationToken cancellationToken);
}
