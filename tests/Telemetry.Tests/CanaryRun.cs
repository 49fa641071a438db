using System.Globalization;
using ChatOrleans.Canary;
using Microsoft.AspNetCore.Builder;

namespace ChatOrleans.Telemetry.Tests;

/// <summary>The canary in this process, on a port of its own.</summary>
internal sealed class CanaryRun : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CanaryRun(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public static async Task<CanaryRun> StartAsync(string handle, int pairs, TimeSpan patience, params Uri[] gateways)
    {
        string[] settings =
        [
            "--urls", "http://127.0.0.1:0",
            "--Chat:Canary:Password", "canaries sing",
            "--Chat:Canary:Handle", handle,
            "--Chat:Canary:Pairs", pairs.ToString(CultureInfo.InvariantCulture),
            "--Chat:Canary:Period", "00:00:00.1",
            "--Chat:Canary:Round", "00:00:05",
            "--Chat:Canary:Patience", patience.ToString("c", CultureInfo.InvariantCulture),
            .. gateways.SelectMany((gateway, i) => new[] { $"--Chat:Canary:Gateways:{i}", gateway.GetLeftPart(UriPartial.Authority) }),
        ];
        var run = new CanaryRun(CanaryHosting.Build(settings));
        await run._app.StartAsync();
        return run;
    }

    public Task<string> ReadUntilAsync(Func<string, bool> isThere) => MetricsPages.ReadUntilAsync(Url, isThere);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
