using System.Text;
using System.Text.Json.Nodes;
using ChatOrleans.Conformance.Tests.Scenarios;
using Microsoft.AspNetCore.Http;

namespace ChatOrleans.Conformance.Tests.Proxy;

/// <summary>Passes HTTP calls on, one fault each at most.</summary>
internal sealed class HttpRelay : IDisposable
{
    private const string Api = "/api/v1";

    private static readonly string[] OfTheConnection = ["Host", "Connection", "Transfer-Encoding", "Keep-Alive"];

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task RelayAsync(DeviceLine line, HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var fault = line.Take(new WirePoint($"{context.Request.Method} {(path.StartsWith(Api, StringComparison.Ordinal) ? path[Api.Length..] : path)}"));
        switch (fault?.Kind)
        {
            case FaultKind.CutBefore:
                context.Abort();
                return;
            case FaultKind.Stall:
                await StallAsync(context);
                return;
            case FaultKind.Refuse:
                await RefuseAsync(context, fault.With!);
                return;
            case FaultKind.Hold:
                await line.Healed.WaitAsync(context.RequestAborted);
                break;
        }

        if (line.Server is not { } server)
        {
            context.Abort();
            return;
        }

        try
        {
            await PassAsync(context, server, fault);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            line.Note($"{context.Request.Method} {path} broke off");
            context.Abort();
        }
    }

    /// <summary>The server's address of what was asked of the proxy.</summary>
    public static Uri AddressOf(Uri server, HttpRequest request) => new(server, request.PathBase + request.Path + request.QueryString.Value);

    /// <summary>Answers with a problem document of a code.</summary>
    public static Task RefuseAsync(HttpContext context, JsonObject error)
    {
        var problem = error.DeepClone().AsObject();
        var status = (int?)problem["status"] ?? StatusCodes.Status503ServiceUnavailable;
        problem["status"] = status;
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync(problem.ToJsonString(), context.RequestAborted);
    }

    /// <summary>Answers nothing, until the caller is gone.</summary>
    public static async Task StallAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Gone.
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task PassAsync(HttpContext context, Uri server, Fault? fault)
    {
        using var call = Copy(context.Request, server, fault?.Kind == FaultKind.CutDuring);
        using var answer = await _http.SendAsync(call, context.RequestAborted);
        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (fault?.Kind == FaultKind.CutAfter)
        {
            context.Abort();
            return;
        }

        if (fault?.Kind == FaultKind.Alter)
        {
            var json = JsonNode.Parse(body)!.AsObject();
            Payloads.Set(json, fault.With!);
            body = Encoding.UTF8.GetBytes(json.ToJsonString());
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!IsOfTheConnection(name) && name != "Content-Length")
            {
                context.Response.Headers.Append(name, values.ToArray());
            }
        }

        if (body.Length > 0)
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private static HttpRequestMessage Copy(HttpRequest request, Uri server, bool breaksOff)
    {
        var call = new HttpRequestMessage(new HttpMethod(request.Method), AddressOf(server, request));
        if (request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            call.Content = breaksOff ? new BrokenContent(request.Body, request.ContentLength) : new StreamContent(request.Body);
        }

        foreach (var (name, values) in request.Headers)
        {
            if (!IsOfTheConnection(name) && !call.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                call.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return call;
    }

    private static bool IsOfTheConnection(string name) => OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase);
}
