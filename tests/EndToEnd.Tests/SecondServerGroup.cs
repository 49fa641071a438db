namespace ChatOrleans.EndToEnd.Tests;

/// <summary>Half of what one server could be asked, so that both halves run side by side.</summary>
[CollectionDefinition(Name)]
public sealed class SecondServerGroup : ICollectionFixture<SharedServer>
{
    public const string Name = "second server";
}
