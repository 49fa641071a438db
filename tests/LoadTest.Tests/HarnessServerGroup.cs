namespace ChatOrleans.LoadTest.Tests;

[CollectionDefinition(Name)]
public sealed class HarnessServerGroup : ICollectionFixture<HarnessServer>
{
    public const string Name = "harness server";
}
