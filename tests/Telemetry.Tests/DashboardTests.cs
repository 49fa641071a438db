using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ChatOrleans.Telemetry.Tests;

[Collection(WatchedGroup.Name)]
public sealed class DashboardTests(Watched watched)
{
    [Theory]
    [InlineData(null, "/dashboard/", HttpStatusCode.Unauthorized)]
    [InlineData("a-wrong-key-of-thirty-two-characters", "/dashboard/", HttpStatusCode.Unauthorized)]
    [InlineData(Watched.DashboardKey, "/dashboard/", HttpStatusCode.OK)]
    [InlineData(Watched.DashboardKey, "/dashboard/DashboardCounters", HttpStatusCode.OK)]
    [InlineData(Watched.DashboardKey, "/dashboard/GrainState?grainId=0&grainType=x", HttpStatusCode.NotFound)]
    public async Task Orleans_dashboard_wants_the_key_and_shows_no_state(string? key, string path, HttpStatusCode expected)
    {
        Assert.Equal(expected, await AskAsync(watched.Silo.Url, key, path));
    }

    [Fact]
    public async Task Where_nobody_switched_it_on_there_is_no_dashboard()
    {
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(watched.Gateway.Url, Watched.DashboardKey, "/dashboard/"));
    }

    private static async Task<HttpStatusCode> AskAsync(Uri process, string? key, string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(process, path));
        if (key is not null)
        {
            request.Headers.Authorization =
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("operator:" + key)));
        }

        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
