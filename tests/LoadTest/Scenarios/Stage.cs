using ChatOrleans.LoadTest.Conversations;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>Who and what is there while a scenario runs.</summary>
/// <param name="Crowd">The people.</param>
/// <param name="Couples">Their conversations.</param>
/// <param name="Settlement">Brings conversations to their account.</param>
/// <param name="Recorder">What is measured.</param>
/// <param name="Ended">Cancelled when the run ends early: for what has to be brought to its end otherwise.</param>
internal sealed record Stage(
    Crowd Crowd, Couples Couples, Settlement Settlement, Recorder Recorder, CancellationToken Ended);
