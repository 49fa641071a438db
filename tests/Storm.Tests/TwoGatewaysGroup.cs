namespace ChatOrleans.Storm.Tests;

[CollectionDefinition(Name)]
public sealed class TwoGatewaysGroup : ICollectionFixture<TwoGateways>
{
    public const string Name = "two gateways";
}
