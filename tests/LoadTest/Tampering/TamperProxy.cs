using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.LoadTest.Tampering;

/// <summary>
/// Stands between clients and a server and breaks the promises that the server keeps, so that it can be seen whether the
/// account of a run finds that. Hub connections without negotiation go through it record by record; HTTP passes as it is.
/// </summary>
internal sealed class TamperProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpRelay _http;
    private readonly Uri _server;
    private readonly TamperSettings _settings;

    private TamperProxy(WebApplication app, Uri server, TamperSettings settings, TamperSchedule schedule)
    {
        (_app, _server, _settings, Schedule) = (app, server, settings, schedule);
        _http = new HttpRelay(server);
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_app.Urls.First());

    /// <summary>What it does and has done.</summary>
    public TamperSchedule Schedule { get; }

    /// <summary>Begins to listen.</summary>
    public static async Task<TamperProxy> StartAsync(
        Uri server, string listen, TamperSettings settings, TamperSchedule schedule, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(listen);
        var app = builder.Build();
        var proxy = new TamperProxy(app, server, settings, schedule);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        app.Run(proxy.ServeAsync);
        try
        {
            await app.StartAsync(cancellationToken);
            return proxy;
        }
        catch (IOException exception)
        {
            await proxy.DisposeAsync();
            throw new SetUpException($"The proxy can't listen at {listen}: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private Task ServeAsync(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest ? RelayAsync(context) : _http.RelayAsync(context);

    private async Task RelayAsync(HttpContext context)
    {
        using var server = new ClientWebSocket();
        server.Options.Proxy = null;
        server.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        server.Options.CollectHttpResponseDetails = true;
        if (context.Request.Headers.Authorization is [{ } bearer])
        {
            server.Options.SetRequestHeader("Authorization", bearer);
        }

        var address = new UriBuilder(HttpRelay.AddressOf(_server, context.Request));
        address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        try
        {
            await server.ConnectAsync(address.Uri, context.RequestAborted);
        }
        catch (WebSocketException)
        {
            context.Response.StatusCode = server.HttpStatusCode is 0
                ? StatusCodes.Status502BadGateway
                : (int)server.HttpStatusCode;
            return;
        }

        using var client = await context.WebSockets.AcceptWebSocketAsync();
        using var up = new FrameRelay(client, server, Schedule, _settings.Delay);
        using var down = new FrameRelay(server, client, Schedule, _settings.Delay);
        await Task.WhenAll(up.RunAsync(), down.RunAsync());
    }
}
