namespace ChatOrleans.Log.Tests;

/// <summary>Tests that share one PostgreSQL.</summary>
[CollectionDefinition(Name)]
public sealed class LogGroup : ICollectionFixture<LogFixture>
{
    public const string Name = "log";
}
