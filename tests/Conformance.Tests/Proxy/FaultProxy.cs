using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using ChatOrleans.Conformance.Tests.Scenarios;
using ChatOrleans.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Conformance.Tests.Proxy;

/// <summary>
/// Stands between devices and server. Each device has an address of its own, so that what goes wrong for one goes wrong for
/// nobody else; connections to the hub pass record by record, HTTP call by call.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpRelay _http = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<int, DeviceLine> _lines = [];
    private readonly Queue<int> _free = new();

    private FaultProxy(WebApplication app) => _app = app;

    /// <summary>Listens at as many addresses as there are devices at a time, twice over.</summary>
    public static async Task<FaultProxy> StartAsync(int addresses)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Limits.MinRequestBodyDataRate = null;
            options.Limits.MaxRequestBodySize = null;
            for (var address = 0; address < addresses; address++)
            {
                options.Listen(IPAddress.Loopback, 0);
            }
        });
        var app = builder.Build();
        var proxy = new FaultProxy(app);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        app.Run(proxy.ServeAsync);
        await app.StartAsync();
        foreach (var url in app.Urls)
        {
            proxy._free.Enqueue(new Uri(url).Port);
        }

        return proxy;
    }

    /// <summary>A line of one's own to a server, until it is given back.</summary>
    public DeviceLine Take(string name, Func<Uri?> server)
    {
        lock (_gate)
        {
            if (!_free.TryDequeue(out var port))
            {
                throw new ExpectationException("The proxy has no address left.");
            }

            var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
            return _lines[port] = new DeviceLine(name, address, server);
        }
    }

    /// <summary>Gives a line back: it breaks.</summary>
    public async Task ReturnAsync(DeviceLine line)
    {
        lock (_gate)
        {
            _lines.Remove(line.Address.Port);
            _free.Enqueue(line.Address.Port);
        }

        await line.HealAsync();
        line.Cut();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private Task ServeAsync(HttpContext context)
    {
        DeviceLine? line;
        lock (_gate)
        {
            _lines.TryGetValue(context.Connection.LocalPort, out line);
        }

        if (line is null)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return context.WebSockets.IsWebSocketRequest ? ConnectAsync(line, context) : _http.RelayAsync(line, context);
    }

    private static async Task ConnectAsync(DeviceLine line, HttpContext context)
    {
        var fault = line.Take(new WirePoint("upgrade"));
        if (fault?.Kind == FaultKind.Refuse)
        {
            await HttpRelay.RefuseAsync(context, fault.With!);
            return;
        }

        if (fault?.Kind == FaultKind.Stall)
        {
            await HttpRelay.StallAsync(context);
            return;
        }

        if (fault?.Kind == FaultKind.CutBefore || line.Server is not { } server)
        {
            context.Abort();
            return;
        }

        using var upstream = new ClientWebSocket();
        upstream.Options.Proxy = null;
        upstream.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        upstream.Options.CollectHttpResponseDetails = true;
        if (context.Request.Headers.Authorization is [{ } bearer])
        {
            upstream.Options.SetRequestHeader("Authorization", bearer);
        }

        try
        {
            var address = new UriBuilder(HttpRelay.AddressOf(server, context.Request)) { Scheme = Uri.UriSchemeWs };
            await upstream.ConnectAsync(address.Uri, context.RequestAborted);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            line.Note($"upgrade refused with {(int)upstream.HttpStatusCode}");
            if (upstream.HttpStatusCode is 0)
            {
                context.Abort();
            }
            else
            {
                context.Response.StatusCode = (int)upstream.HttpStatusCode;
            }

            return;
        }

        if (fault?.Kind == FaultKind.CutAfter)
        {
            context.Abort();
            return;
        }

        using var relay = new HubRelay(line, context, await context.WebSockets.AcceptWebSocketAsync(), upstream);
        await relay.RunAsync();
    }
}
