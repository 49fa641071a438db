using ChatOrleans.Grains.Abstractions.Exports;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.Net.Http.Headers;

namespace ChatOrleans.Gateway.Http;

/// <summary>
/// Streams an export's file, piece by piece as fast as the client takes it. It is never shown as a page of the server's own,
/// and kept by nobody in between. Where a piece is missing the connection breaks off: half a file must not look whole.
/// </summary>
internal sealed class ExportResult(ExportFile file, Func<int, Task<Result<ExportPiece>>> read) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (type, name) = file.Format == ExportFormat.Json
            ? ("application/json", "chat.json")
            : ("text/html; charset=utf-8", "chat.html");
        var response = httpContext.Response;
        response.ContentType = type;
        response.ContentLength = file.Size;
        response.Headers.CacheControl = "no-store";
        response.Headers[HeaderNames.ContentDisposition] = $"attachment; filename=\"{name}\"";
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        response.Headers[HeaderNames.ContentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        for (var number = 0; number < file.Pieces; number++)
        {
            var piece = await read(number);
            if (!piece.Ok)
            {
                httpContext.Abort();
                return;
            }

            await response.Body.WriteAsync(piece.Value.Bytes, httpContext.RequestAborted);
        }
    }
}
