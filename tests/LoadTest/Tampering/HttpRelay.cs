using Microsoft.AspNetCore.Http;

namespace ChatOrleans.LoadTest.Tampering;

/// <summary>Passes an HTTP call on as it is.</summary>
internal sealed class HttpRelay(Uri server) : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The server's address of what was asked of the proxy.</summary>
    public static Uri AddressOf(Uri server, HttpRequest request) =>
        new(server, request.PathBase + request.Path + request.QueryString.Value);

    public async Task RelayAsync(HttpContext context)
    {
        using var call = new HttpRequestMessage(new HttpMethod(context.Request.Method), AddressOf(server, context.Request));
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
        {
            call.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, values) in context.Request.Headers)
        {
            if (!IsOfTheConnection(name) && !call.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                call.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        try
        {
            using var answer = await _http.SendAsync(
                call, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(field => !IsOfTheConnection(field.Key)))
            {
                context.Response.Headers.Append(name, values.ToArray());
            }

            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (HttpRequestException) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsOfTheConnection(string name) =>
        name.Equals("Host", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Connection", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Keep-Alive", StringComparison.OrdinalIgnoreCase);
}
