using ChatOrleans.Gateway.Attachments.Forms;
using ChatOrleans.Gateway.Attachments.Storage;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Attachments;

/// <summary>
/// Takes uploads: room is made first, the bytes are looked at on their way to where they are kept, and then the attachment
/// waits for its message. What ends before that leaves nothing that is not removed.
/// </summary>
internal sealed partial class AttachmentUploads(
    IAttachmentStorage storage,
    IGrainFactory grains,
    GrainCalls calls,
    IOptions<AttachmentOptions> options,
    TimeProvider time,
    ILogger<AttachmentUploads> logger)
{
    private const int RetryAfterMs = 5_000;

    /// <summary>Takes the bytes of a request's body.</summary>
    /// <param name="caller">Whose it will be.</param>
    /// <param name="target">What it is for.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="announced">How many there are said to be.</param>
    /// <param name="gone">The client has gone.</param>
    public async Task<Result<MessageAttachment>> TakeAsync(
        UserId caller, UploadTarget target, Stream body, long? announced, CancellationToken gone)
    {
        var limit = target.MaxBytes(options.Value);
        if (announced > limit)
        {
            return FileRefusedException.TooLarge(limit).Refusal;
        }

        var id = AttachmentId.NewRandom();
        var begun = await calls.CommandAsync(() => Grain.BeginAsync(caller, Upload(id, target, Math.Max(1, announced ?? limit))), gone);
        if (!begun.Ok)
        {
            return begun.Error;
        }

        var completed = false;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
            using var timeout = time.CreateTimer(
                static source => ((CancellationTokenSource)source!).Cancel(), patience, options.Value.UploadTimeout, Timeout.InfiniteTimeSpan);
            var file = await KeepAsync(id, target, body, limit, patience.Token);

            // What is kept is the caller's, whether they wait for it or not.
            var outcome = await calls.CommandAsync(() => Grain.CompleteAsync(caller, file), CancellationToken.None);
            completed = outcome.Ok;
            return outcome;
        }
        catch (FileRefusedException refused)
        {
            return refused.Refusal;
        }
        catch (StorageException fault)
        {
            LogNotKept(logger, fault.InnerException, fault.Message);
            return Refusal.Unavailable(RetryAfterMs);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            return Refusal.InvalidArgument(string.Empty, $"The upload took longer than {options.Value.UploadTimeout}.");
        }
        finally
        {
            if (!completed)
            {
                _ = GiveUpAsync(caller, target.ThreadId, id);
            }
        }
    }

    private IAttachmentGrain Grain => grains.GetGrain<IAttachmentGrain>(0);

    private AttachmentUpload Upload(AttachmentId id, UploadTarget target, long size) => new()
    {
        ThreadId = target.ThreadId,
        AttachmentId = id,
        ThumbnailOf = target.ThumbnailOf,
        Size = size,
        WaitingLimit = options.Value.WaitingBytes,
        // Whoever takes its bytes away must not come while they are still being written.
        Patience = options.Value.UploadTimeout * 2,
    };

    private async Task<UploadedFile> KeepAsync(
        AttachmentId id, UploadTarget target, Stream body, long limit, CancellationToken cancellationToken)
    {
        using var source = new FileSource(body, limit, cancellationToken);
        var kind = FileKind.Of((await source.PeekAsync(FileKind.HeadBytes)).Span) ?? throw FileRefusedException.NotTaken(type: null);
        if (!IsTaken(kind, target))
        {
            throw FileRefusedException.NotTaken(kind.Type);
        }

        await using var writer = await storage.CreateAsync(id, cancellationToken);
        using var sink = new FileSink(writer.Content, cancellationToken);
        var size = await kind.CopyAsync(source, sink);
        target.Check(size, options.Value);
        await writer.KeepAsync(cancellationToken);
        return new UploadedFile
        {
            ThreadId = target.ThreadId,
            AttachmentId = id,
            Name = target.Name ?? $"{target.DefaultName}{FileKind.EndingOf(kind.Type)}",
            Type = kind.Type,
            Size = sink.Count,
            Width = size?.Width,
            Height = size?.Height,
            Hash = [.. sink.GetHash()],
            KeptFor = options.Value.KeepUnsent,
        };
    }

    private bool IsTaken(FileKind kind, UploadTarget target) =>
        target.ThumbnailOf is not null ? kind.IsImage : options.Value.Types.Count == 0 || options.Value.Types.Contains(kind.Type);

    // Without it, the upload is given up when its time is over.
    private async Task GiveUpAsync(UserId caller, ThreadId threadId, AttachmentId id)
    {
        var outcome = await calls.CommandAsync(() => Grain.DiscardAsync(caller, threadId, id), CancellationToken.None);
        if (!outcome.Ok)
        {
            LogNotGivenUp(logger, id.ToString(), outcome.Error.Code);
        }
    }
}
