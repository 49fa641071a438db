namespace ChatOrleans.LoadTest.Tests.Fleet;

internal sealed record SyntheticSettings
{
    public int Messages { get; init; } = 100;

    public bool BreaksOff { get; init; }

    public bool Violates { get; init; }
}
