namespace ChatOrleans.EndToEnd.Tests;

[CollectionDefinition(Name)]
public sealed class AdminServerGroup : ICollectionFixture<AdminServer>
{
    public const string Name = "admin server";
}
