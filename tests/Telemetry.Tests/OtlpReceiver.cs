using System.Collections.Concurrent;
using System.Text;
using ChatOrleans.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Telemetry.Tests;

/// <summary>A collector on a socket of its own that keeps what it is sent: OTLP's protobuf over HTTP.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = new();

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>The endpoint to export to.</summary>
    public string Url => _app.Urls.First();

    /// <summary>All that came, as bytes.</summary>
    public IEnumerable<byte[]> Bodies => _received.Select(request => request.Body);

    /// <summary>Begins to listen.</summary>
    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/{signal}", receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until the requests of a signal, taken together, are what somebody waits for.</summary>
    public async Task<IReadOnlyList<byte[]>> WaitForAsync(string signal, Func<IReadOnlyList<byte[]>, bool> isThere)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            byte[][] bodies = [.. _received.Where(request => request.Signal == signal).Select(request => request.Body)];
            if (isThere(bodies))
            {
                return bodies;
            }

            if (clock.Elapsed > Deadline)
            {
                throw new ExpectationException($"What was waited for is not among {bodies.Length} requests of {signal}.");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Whether the text is somewhere in the requests, whose strings are UTF-8.</summary>
    public static bool Holds(IEnumerable<byte[]> bodies, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bodies.Any(body => body.AsSpan().IndexOf(bytes) >= 0);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(string signal, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Enqueue((signal, body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
