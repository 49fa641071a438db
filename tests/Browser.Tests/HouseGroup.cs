namespace ChatOrleans.Browser.Tests;

/// <summary>Tests one after the other; those of <see cref="NextDoorGroup"/> go on beside them.</summary>
[CollectionDefinition(Name)]
public sealed class HouseGroup : ICollectionFixture<House>
{
    public const string Name = "house";
}
