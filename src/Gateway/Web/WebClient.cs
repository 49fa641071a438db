using Microsoft.Net.Http.Headers;

namespace ChatOrleans.Gateway.Web;

/// <summary>
/// Serves the web client where no call is: its files by their names, and its page to whoever navigates to one of its
/// addresses, which the page reads itself.
/// </summary>
internal sealed class WebClient(WebFiles files)
{
    private const string KeepForEver = "public, max-age=31536000, immutable";
    private const string AskEachTime = "no-cache";

    // What programs ask for gets an answer for programs, whatever else they accept.
    private static readonly PathString[] NeverPages = ["/api", "/hubs", "/health", "/openapi", "/metrics", "/assets"];

    /// <summary>Answers, or leaves it to the next one.</summary>
    public Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (context.GetEndpoint() is not null || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return next(context);
        }

        var file = files.Find(request.Path) ?? (IsNavigation(request) ? files.Find("/") : null);
        return file is null ? next(context) : SendAsync(context, file);
    }

    private static Task SendAsync(HttpContext context, WebFile file)
    {
        var headers = context.Response.Headers;
        var (bytes, encoding, tag) = file.FormFor(context.Request.Headers.AcceptEncoding);
        WebPolicy.Apply(headers);
        headers.CacheControl = file.IsHashed ? KeepForEver : AskEachTime;
        if (file.Varies)
        {
            headers.Vary = HeaderNames.AcceptEncoding;
        }

        headers.ContentEncoding = encoding;
        return TypedResults.Bytes(bytes, file.Type, enableRangeProcessing: true, entityTag: tag).ExecuteAsync(context);
    }

    private static bool IsNavigation(HttpRequest request) =>
        !NeverPages.Any(start => request.Path.StartsWithSegments(start)) &&
        (request.Headers["Sec-Fetch-Mode"] is { Count: 1 } mode
            ? mode == "navigate"
            : request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html"));
}
