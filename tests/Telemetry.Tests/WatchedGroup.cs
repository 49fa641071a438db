namespace ChatOrleans.Telemetry.Tests;

/// <summary>The tests that share one silo and gateway, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class WatchedGroup : ICollectionFixture<Watched>
{
    public const string Name = "watched";
}
