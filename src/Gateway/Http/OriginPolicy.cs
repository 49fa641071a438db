using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ChatOrleans.Gateway.Http;

/// <summary>
/// Which pages may call. For HTTP calls the browser asks (CORS); a browser's WebSocket asks nobody, so the gateway
/// refuses strangers itself. Whoever sends no origin is no browser.
/// </summary>
internal sealed class OriginPolicy(IOptions<GatewayOptions> options)
{
    private static readonly TimeSpan PreflightAge = TimeSpan.FromMinutes(10);

    private readonly bool _takesAll = options.Value.AllowedOrigins.Contains("*");
    private readonly HashSet<string> _allowed = new(options.Value.AllowedOrigins, StringComparer.OrdinalIgnoreCase);

    public void Configure(CorsPolicyBuilder cors) => cors
        .SetIsOriginAllowed(IsListed)
        .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete)
        .WithHeaders(HeaderNames.Authorization, HeaderNames.ContentType, HeaderNames.Range, HeaderNames.IfRange, "X-Requested-With", "X-SignalR-User-Agent")
        .WithExposedHeaders(
            HeaderNames.RetryAfter, HeaderNames.ContentDisposition, HeaderNames.ContentRange, HeaderNames.AcceptRanges, HeaderNames.ETag)
        // Nothing is authenticated by cookies; the stock SignalR client sends its requests with credentials all the same.
        .AllowCredentials()
        .SetPreflightMaxAge(PreflightAge);

    /// <summary>Refuses WebSockets of strangers, before their tickets are spent.</summary>
    public Task RefuseStrangersAsync(HttpContext context, RequestDelegate next)
    {
        var origin = context.Request.Headers.Origin.ToString();
        return !context.WebSockets.IsWebSocketRequest || origin.Length == 0 || IsListed(origin) || IsOwn(origin, context.Request)
            ? next(context)
            : ProblemResult.Of(new Refusal
            {
                Code = ProblemCode.OriginNotAllowed,
                Message = "Pages of this origin may not connect.",
            }).ExecuteAsync(context);
    }

    private bool IsListed(string origin) => _takesAll || _allowed.Contains(origin);

    /// <summary>By host and port only: the gateway may not know that a proxy in front of it speaks TLS.</summary>
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) &&
        string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
