using ChatOrleans.Grains.Storage;

namespace ChatOrleans.Log.Tests;

public sealed class ServerVersionTests
{
    [Fact]
    public void Demand_OlderThan15_IsRefusedByName()
    {
        var refusal = Assert.Throws<MigrationException>(() => ServerVersion.Demand(new Version(14, 17)));
        Assert.Equal("This is PostgreSQL 14.17; version 15 or later is needed.", refusal.Message);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public void Demand_15OrLater_IsTaken(int major) => ServerVersion.Demand(new Version(major, 0));
}
