namespace ChatOrleans.Browser.Tests;

/// <summary>Tests one after the other, in the same browser as those of <see cref="HouseGroup"/>.</summary>
[CollectionDefinition(Name)]
public sealed class NextDoorGroup : ICollectionFixture<House>
{
    public const string Name = "next door";
}
