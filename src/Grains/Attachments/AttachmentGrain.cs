using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Attachments;

/// <summary>Keeps what is known of attachments.</summary>
[StatelessWorker, Reentrant] // Without state of its own.
internal sealed class AttachmentGrain(AttachmentStore store, AttachmentRemoval removal) : Grain, IAttachmentGrain
{
    public Task<Result<Nothing>> BeginAsync(UserId caller, AttachmentUpload upload) => OutageGuard.RunAsync<Nothing>(async () =>
    {
        if (await store.BeginAsync(caller, upload) is { } refusal)
        {
            return refusal;
        }

        // Counted with itself: of two that begin at once at least one sees the other.
        if (await store.ReadWaitingAsync(caller) <= upload.WaitingLimit)
        {
            return Nothing.Value;
        }

        await store.DiscardAsync(caller, upload.ThreadId, upload.AttachmentId);
        return Refusal.QuotaExceeded(upload.WaitingLimit);
    });

    public Task<Result<MessageAttachment>> CompleteAsync(UserId caller, UploadedFile file) =>
        OutageGuard.RunAsync<MessageAttachment>(async () => await store.CompleteAsync(caller, file)
            ? await store.FindAsync(caller, file.ThreadId, file.AttachmentId)
            : Refusal.AttachmentNotFound());

    public Task<Result<Nothing>> DiscardAsync(UserId caller, ThreadId threadId, AttachmentId attachmentId) =>
        OutageGuard.RunAsync<Nothing>(async () =>
            await store.DiscardAsync(caller, threadId, attachmentId) is { } refusal ? refusal : Nothing.Value);

    public Task<Result<MessageAttachment>> FindAsync(UserId caller, ThreadId threadId, AttachmentId attachmentId) =>
        OutageGuard.RunAsync(() => store.FindAsync(caller, threadId, attachmentId));

    public Task<Result<AttachmentRemovals>> TakeRemovalsAsync() => OutageGuard.RunAsync<AttachmentRemovals>(async () =>
        new AttachmentRemovals { Attachments = [.. await removal.ClaimAsync(AttachmentRemovals.MaxCount)] });

    public Task<Result<Nothing>> ConfirmRemovalsAsync(ImmutableArray<StoredAttachment> removed) => OutageGuard.RunAsync<Nothing>(async () =>
    {
        await removal.ForgetAsync(removed);
        return Nothing.Value;
    });
}
