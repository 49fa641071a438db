namespace ChatOrleans.Faults.Tests;

[CollectionDefinition(Name)]
public sealed class SharedLabGroup : ICollectionFixture<SharedLab>
{
    public const string Name = "shared lab";
}
