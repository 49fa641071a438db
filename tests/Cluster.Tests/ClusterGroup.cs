namespace ChatOrleans.Cluster.Tests;

/// <summary>Tests that share one cluster and its PostgreSQL, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterGroup : ICollectionFixture<ClusterFixture>
{
    public const string Name = "cluster";
}
