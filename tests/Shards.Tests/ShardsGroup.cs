namespace ChatOrleans.Shards.Tests;

/// <summary>All tests of the project share two servers, and one of them moves buckets at a time.</summary>
[CollectionDefinition(Name)]
public sealed class ShardsGroup : ICollectionFixture<ShardsFixture>
{
    public const string Name = "two PostgreSQL servers";
}
