namespace ChatOrleans.Browser.Tests;

[CollectionDefinition(Name)]
public sealed class HouseGroup : ICollectionFixture<House>
{
    public const string Name = "house";
}
