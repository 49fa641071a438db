using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ChatOrleans.Gateway.Tests;

/// <summary>
/// As much of an S3 store as attachments need: PUT, GET with a range and DELETE of objects, each with a signature (AWS4,
/// in the header) that is computed here anew. It is no proof for any real store.
/// </summary>
internal sealed class FakeS3 : IAsyncDisposable
{
    public const string Region = "eu-test-1";
    public const string AccessKey = "AKTEST";
    public const string SecretKey = "secret";

    private readonly WebApplication _app;

    private FakeS3(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>The objects by their paths.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Requests whose signature was not the one they should have.</summary>
    public ConcurrentQueue<string> Unsigned { get; } = [];

    public static async Task<FakeS3> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var store = new FakeS3(builder.Build());
        store._app.Urls.Add("http://127.0.0.1:0");
        await store._app.StartAsync();
        return store;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var (path, method) = (context.Request.Path.Value!, context.Request.Method);
        if (!IsSigned(context.Request, body.ToArray()))
        {
            Unsigned.Enqueue($"{method} {path}");
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("<Error><Code>SignatureDoesNotMatch</Code><Message>No.</Message></Error>");
            return;
        }

        switch (method)
        {
            case "PUT":
                Objects[path] = body.ToArray();
                context.Response.Headers.ETag = "\"0\"";
                break;
            case "DELETE":
                Objects.TryRemove(path, out _);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case "GET" when Objects.TryGetValue(path, out var bytes):
                await WriteRangeAsync(context, bytes);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                await context.Response.WriteAsync("<Error><Code>NoSuchKey</Code><Message>None.</Message></Error>");
                break;
        }
    }

    private static async Task WriteRangeAsync(HttpContext context, byte[] bytes)
    {
        var range = context.Request.GetTypedHeaders().Range!.Ranges.Single();
        var (from, to) = ((int)range.From!.Value, (int)Math.Min(range.To!.Value, bytes.Length - 1));
        context.Response.StatusCode = StatusCodes.Status206PartialContent;
        context.Response.GetTypedHeaders().ContentRange = new ContentRangeHeaderValue(from, to, bytes.Length);
        context.Response.ContentLength = to - from + 1;
        await context.Response.Body.WriteAsync(bytes.AsMemory(from, to - from + 1));
    }

    // As AWS describes signature version 4.
    private static bool IsSigned(HttpRequest request, byte[] body)
    {
        var authorization = request.Headers.Authorization.ToString();
        var parts = authorization.Split(' ', 2) is ["AWS4-HMAC-SHA256", var fields]
            ? fields.Split(',').Select(field => field.Trim().Split('=', 2)).ToDictionary(field => field[0], field => field[1])
            : [];
        if (!parts.TryGetValue("Credential", out var credential) || credential.Split('/') is not [AccessKey, var date, Region, "s3", "aws4_request"])
        {
            return false;
        }

        var stated = request.Headers["x-amz-content-sha256"].ToString();
        if (stated != "UNSIGNED-PAYLOAD" && stated != Hex(SHA256.HashData(body)))
        {
            return false;
        }

        var headers = string.Concat(parts["SignedHeaders"].Split(';')
            .Select(name => string.Create(CultureInfo.InvariantCulture, $"{name}:{request.Headers[name].ToString().Trim()}\n")));
        var query = string.Join('&', request.Query.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}"));
        var canonical = $"{request.Method}\n{request.Path.Value}\n{query}\n{headers}\n{parts["SignedHeaders"]}\n{stated}";
        var text = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{date}/{Region}/s3/aws4_request\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        byte[] key = [.. "AWS4"u8, .. Encoding.UTF8.GetBytes(SecretKey)];
        foreach (var step in new[] { date, Region, "s3", "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        }

        return parts.GetValueOrDefault("Signature") == Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
