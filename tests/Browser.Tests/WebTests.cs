using System.Net;
using System.Text.RegularExpressions;

namespace ChatOrleans.Browser.Tests;

/// <summary>The whole server beside its web client; of files alone <c>tests/Gateway.Tests</c> tells more.</summary>
[Collection(NextDoorGroup.Name)]
public sealed partial class WebTests(House house)
{
    [Theory]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound, "not_found")]
    [InlineData("/nothing.js", HttpStatusCode.NotFound, "not_found")]
    [InlineData("/api/v1/me", HttpStatusCode.Unauthorized, "unauthenticated")]
    [InlineData("/api/v1/auth/login", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    public async Task Refusals_are_what_they_are_without_a_page_beside_them(string path, HttpStatusCode status, string code) =>
        (await house.Server.Api.SendAsync(HttpMethod.Get, path)).MustRefuse(status, code);

    [Fact]
    public async Task The_page_is_asked_for_each_time_and_what_it_loads_is_kept_for_ever()
    {
        using var http = new HttpClient { BaseAddress = house.Server.Url };
        using var page = await http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        var scripts = BuiltScript.Matches(await page.Content.ReadAsStringAsync());
        Assert.NotEmpty(scripts);
        foreach (var script in scripts.Select(match => match.Value))
        {
            using var answer = await http.GetAsync(new Uri(script, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("/assets/[^\"]+\\.(js|css)")]
    private static partial Regex BuiltScript { get; }
}
