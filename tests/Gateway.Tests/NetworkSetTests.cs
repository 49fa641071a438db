using System.Net;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Telemetry.Networks;
using ChatOrleans.Telemetry.Prometheus;
using Microsoft.AspNetCore.Http;

namespace ChatOrleans.Gateway.Tests;

public sealed class NetworkSetTests
{
    [Theory]
    [InlineData("127.0.0.0/8", "127.0.0.1", true)]
    [InlineData("127.0.0.0/8", "::ffff:127.9.8.7", true)]
    [InlineData("127.0.0.0/8", "128.0.0.1", false)]
    [InlineData("127.0.0.0/8", "::1", false)]
    [InlineData("10.1.2.3", "10.1.2.3", true)]
    [InlineData("10.1.2.3", "10.1.2.4", false)]
    [InlineData("fd00::/8", "fd12::1", true)]
    [InlineData("fd00::/8", "fe80::1", false)]
    [InlineData("::1", "::1", true)]
    [InlineData("0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    public void Holds_Address_IsInTheNetworkOrNot(string network, string address, bool holds)
    {
        Assert.Equal(holds, new NetworkSet([network]).Holds(IPAddress.Parse(address)));
        Assert.Equal(holds, new NetworkSet(["192.0.2.0/24", network]).Holds(Call(address)));
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    [InlineData("Via")]
    public void Holds_PassedOnBySomebodyUntrusted_IsAStranger(string header)
    {
        var call = Call("127.0.0.1");
        call.Request.Headers[header] = "198.51.100.7";

        Assert.False(new NetworkSet(["127.0.0.0/8"]).Holds(call));
    }

    [Fact]
    public void Holds_NoAddress_IsAStranger() => Assert.False(new NetworkSet(["0.0.0.0/0", "::/0"]).Holds(new DefaultHttpContext()));

    [Fact]
    public void Holds_NoNetworks_IsNobody() => Assert.False(new NetworkSet([]).Holds(Call("127.0.0.1")));

    [Theory]
    [InlineData("127.0.0.0/33")]
    [InlineData("localhost")]
    [InlineData("")]
    public void Validate_NotANetwork_NamesTheKeyAndTheValue(string network)
    {
        var limits = new LimitOptions();
        limits.ExemptNetworks.Add(network);
        var metrics = new MetricsOptions();
        metrics.Networks.Add(network);

        var limit = Assert.Single(new LimitOptionsValidator().Validate(null, limits).Failures!);
        Assert.StartsWith($"Chat:Limits:ExemptNetworks holds '{network}';", limit, StringComparison.Ordinal);
        var metric = Assert.Single(new MetricsOptionsValidator().Validate(null, metrics).Failures!);
        Assert.StartsWith($"Chat:Metrics:Networks holds '{network}';", metric, StringComparison.Ordinal);
    }

    private static DefaultHttpContext Call(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }
}
