using System.Security.Claims;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Attachments;
using ChatOrleans.Gateway.Attachments.Forms;
using ChatOrleans.Gateway.Attachments.Storage;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ChatOrleans.Gateway.Http;

/// <summary>Attachments: their bytes, to members and from them.</summary>
internal static class AttachmentEndpoints
{
    private const int RetryAfterMs = 5_000;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(RouteGroupBuilder threads)
    {
        var attachments = threads.MapGroup("/{id}/attachments").WithTags("Attachments").AddEndpointFilter(RefuseWhereOffAsync);
        attachments.MapPost(string.Empty, UploadAsync)
            .WithSummary("Uploads a file, the body as it is, for a message of the caller's in an active thread: 201 once it is kept.")
            .Accepts<Stream>("*/*")
            .LimitedByUser(static limits => limits.Uploads)
            .Refuses(400, 401, 403, 404, 409, 413, 415, 429, 503);
        attachments.MapPut("/{attachmentId}/thumbnail", UploadThumbnailAsync)
            .WithSummary("Gives an upload that was not sent yet a small image, the body as it is.")
            .Accepts<Stream>("*/*")
            .LimitedByUser(static limits => limits.Uploads)
            .Refuses(400, 401, 403, 404, 409, 413, 415, 429, 503);
        attachments.MapMethods("/{attachmentId}", Reading, DownloadAsync)
            .WithSummary("The bytes of an attachment or a thumbnail, or a range of them, for members of its thread.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Produces(StatusCodes.Status206PartialContent, contentType: "application/octet-stream")
            .Refuses(400, 401, 403, 404, 503);
        attachments.MapDelete("/{attachmentId}", DiscardAsync)
            .WithSummary("Gives up an upload that was not sent yet.")
            .Refuses(400, 401, 403, 404, 503);
    }

    private static async Task<Results<Created<MessageAttachment>, ProblemResult>> UploadAsync(
        string id, string? name, HttpContext context, AttachmentUploads uploads, IOptions<AttachmentOptions> options)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        return FileName.Validate(name) is { } refusal
            ? ProblemResult.Of(refusal)
            : await TakeAsync(new UploadTarget(threadId, name), context, uploads, options.Value);
    }

    private static async Task<Results<Created<MessageAttachment>, ProblemResult>> UploadThumbnailAsync(
        string id, string attachmentId, HttpContext context, AttachmentUploads uploads, IOptions<AttachmentOptions> options) =>
        ThreadIdText.TryRead(id, out var threadId, out var malformed) &&
        AttachmentIdText.TryRead(attachmentId, out var attachment, out malformed)
            ? await TakeAsync(new UploadTarget(threadId, ThumbnailOf: attachment), context, uploads, options.Value)
            : ProblemResult.Of(malformed);

    private static async Task<Results<Created<MessageAttachment>, ProblemResult>> TakeAsync(
        UploadTarget target, HttpContext context, AttachmentUploads uploads, AttachmentOptions options)
    {
        // This one call takes more than the others, and counts for itself; beyond that the server ends the connection.
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = target.MaxBytes(options) + 1;
        var taken = await uploads.TakeAsync(
            context.User.UserId(), target, context.Request.Body, context.Request.ContentLength, context.RequestAborted);
        return taken.Ok
            ? TypedResults.Created($"{ChatApi.Base}/threads/{target.ThreadId}/attachments/{taken.Value.AttachmentId}", taken.Value)
            : ProblemResult.Of(taken.Error);
    }

    private static async Task<Results<FileStreamHttpResult, ProblemResult>> DownloadAsync(
        string id,
        string attachmentId,
        HttpContext context,
        IAttachmentStorage storage,
        IGrainFactory grains,
        GrainCalls calls,
        CancellationToken cancellationToken)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed) ||
            !AttachmentIdText.TryRead(attachmentId, out var attachment, out malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var caller = context.User.UserId();
        var found = await calls.ReadAsync(
            () => grains.GetGrain<IAttachmentGrain>(0).FindAsync(caller, threadId, attachment), cancellationToken);
        if (!found.Ok)
        {
            return ProblemResult.Of(found.Error);
        }

        try
        {
            return await storage.OpenAsync(attachment, found.Value.Size, cancellationToken) is { } bytes
                ? Show(context.Response, found.Value, bytes)
                : ProblemResult.Of(Refusal.AttachmentNotFound());
        }
        catch (StorageException)
        {
            return ProblemResult.Of(Refusal.Unavailable(RetryAfterMs));
        }
    }

    // What comes from strangers is shown as what its bytes are or saved, runs nothing, and stays in no cache: neither on the
    // way nor in a browser that somebody else uses next. The tag is the id, which tells nothing about the bytes.
    private static FileStreamHttpResult Show(HttpResponse response, MessageAttachment attachment, Stream bytes)
    {
        var isImage = FileKind.IsImageType(attachment.Type);
        var disposition = new ContentDispositionHeaderValue(isImage ? "inline" : "attachment");
        disposition.SetHttpFileName(attachment.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "private, no-store";
        response.Headers.Vary = HeaderNames.Authorization;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Stream(
            bytes,
            attachment.Type == "text/plain" ? "text/plain; charset=utf-8" : attachment.Type,
            entityTag: new EntityTagHeaderValue($"\"{attachment.AttachmentId}\""),
            enableRangeProcessing: true);
    }

    private static async Task<Results<NoContent, ProblemResult>> DiscardAsync(
        string id, string attachmentId, ClaimsPrincipal user, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed) ||
            !AttachmentIdText.TryRead(attachmentId, out var attachment, out malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var given = await calls.CommandAsync(
            () => grains.GetGrain<IAttachmentGrain>(0).DiscardAsync(user.UserId(), threadId, attachment), cancellationToken);
        return given.Ok ? TypedResults.NoContent() : ProblemResult.Of(given.Error);
    }

    private static ValueTask<object?> RefuseWhereOffAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var options = call.HttpContext.RequestServices.GetRequiredService<IOptions<AttachmentOptions>>();
        return options.Value.Storage != AttachmentStorageKind.Off
            ? next(call)
            : ValueTask.FromResult<object?>(ProblemResult.Of(new Refusal
            {
                Code = RefusalCode.AttachmentsDisabled,
                Message = "Attachments are not taken here.",
            }));
    }
}
