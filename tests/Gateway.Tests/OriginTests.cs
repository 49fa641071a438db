using System.Net.WebSockets;
using ChatOrleans.Gateway.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Tests;

public sealed class OriginTests
{
    [Theory]
    [InlineData("https://app.example", "https://app.example", true)]
    [InlineData("https://app.example", "HTTPS://APP.EXAMPLE", true)]
    [InlineData("https://app.example", "https://app.example.evil.test", false)]
    [InlineData("https://app.example", "https://evil.test", false)]
    [InlineData("https://app.example", "http://app.example", false)]
    [InlineData("https://app.example", "https://app.example:8443", false)]
    [InlineData("https://app.example", "null", false)]
    [InlineData("*", "https://anybody.test", true)]
    [InlineData(null, "https://anybody.test", false)]
    [InlineData(null, "https://chat.example:5080", true)]
    [InlineData(null, "http://CHAT.example:5080", true)]
    [InlineData(null, "https://chat.example", false)]
    [InlineData(null, "https://chat.example:5080.evil.test", false)]
    [InlineData(null, "", true)]
    public async Task RefuseStrangersAsync_WebSocket_LetsInWhoIsListedOrOfTheSameHost(string? listed, string origin, bool lets)
    {
        var (passed, status) = await CallAsync(listed, origin, isWebSocket: true);

        Assert.Equal(lets, passed);
        Assert.Equal(lets ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden, status);
    }

    [Fact]
    public async Task RefuseStrangersAsync_NoWebSocket_LeavesItToCors() =>
        Assert.True((await CallAsync(null, "https://evil.test", isWebSocket: false)).Passed);

    private static async Task<(bool Passed, int Status)> CallAsync(string? listed, string origin, bool isWebSocket)
    {
        var options = new GatewayOptions();
        if (listed is not null)
        {
            options.AllowedOrigins.Add(listed);
        }

        var passed = false;
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString("chat.example:5080");
        context.Request.Headers.Origin = origin;
        context.Features.Set<IHttpWebSocketFeature>(new WebSockets(isWebSocket));
        await new OriginPolicy(Options.Create(options)).RefuseStrangersAsync(context, _ =>
        {
            passed = true;
            return Task.CompletedTask;
        });
        return (passed, context.Response.StatusCode);
    }

    private sealed class WebSockets(bool isRequest) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest { get; } = isRequest;

        public Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) => throw new NotSupportedException();
    }
}
