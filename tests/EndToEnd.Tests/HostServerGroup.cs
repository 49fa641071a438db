namespace ChatOrleans.EndToEnd.Tests;

[CollectionDefinition(Name)]
public sealed class HostServerGroup : ICollectionFixture<HostServer>
{
    public const string Name = "host server";
}
