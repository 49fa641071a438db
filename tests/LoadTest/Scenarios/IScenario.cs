using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>What this process does to the server: everything from the first connection to the last account.</summary>
internal interface IScenario
{
    /// <summary>As on the command line.</summary>
    string Name { get; }

    /// <summary>
    /// Connects, begins, meets the other processes, says what is measured (<see cref="Recorder.HoldBetween"/>), holds, cools
    /// down, settles and audits. Ends early when the recorder says so; that and broken promises show in the recorder.
    /// </summary>
    Task RunAsync(Recorder recorder, CancellationToken cancellationToken);
}
