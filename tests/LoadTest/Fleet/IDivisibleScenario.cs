using System.Text.Json;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>A scenario that several generator processes can do together.</summary>
internal interface IDivisibleScenario : IScenario
{
    /// <summary>
    /// What one of them does. The parts share no account and differ in their seed; their pairs and rates add up to the whole.
    /// </summary>
    /// <param name="index">Which one, from 0.</param>
    /// <param name="count">Of how many.</param>
    ScenarioPart Part(int index, int count);

    /// <summary>What a later run needs of this one, such as renewed tokens; asked for where a part has run.</summary>
    JsonElement Leave();

    /// <summary>Takes what a part has left.</summary>
    void TakeBack(JsonElement left);
}
