namespace ChatOrleans.EndToEnd.Tests;

[CollectionDefinition(Name)]
public sealed class SharedServerGroup : ICollectionFixture<SharedServer>
{
    public const string Name = "shared server";
}
