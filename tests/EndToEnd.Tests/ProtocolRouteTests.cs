using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

[Collection(SharedServerGroup.Name)]
public sealed class ProtocolRouteTests(SharedServer shared)
{
    [Fact]
    public async Task Every_route_is_in_the_reference_with_an_example_and_every_one_there_exists()
    {
        var description = (await shared.Server.Api.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json;
        var routes = description.GetProperty("paths").EnumerateObject().SelectMany(
            path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
        var entries = new ProtocolDocument().Entries("HTTP");
        Assert.Equal(routes.Order(StringComparer.Ordinal), entries.Keys.Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.Contains("```", entry.Value, StringComparison.Ordinal));
    }
}
