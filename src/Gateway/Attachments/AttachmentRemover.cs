using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Attachments.Storage;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Grains.Abstractions.Attachments;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Attachments;

/// <summary>
/// Removes the bytes that nobody is given any more: uploads that were never sent, attachments of deleted messages. Which
/// they are is asked again and again, and forgotten once they are gone; a gateway that ends in between leaves them to the
/// next that asks.
/// </summary>
internal sealed partial class AttachmentRemover(
    IAttachmentStorage storage,
    IGrainFactory grains,
    GrainCalls calls,
    IOptions<AttachmentOptions> options,
    TimeProvider time,
    ILogger<AttachmentRemover> logger) : BackgroundService
{
    private bool _isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Storage == AttachmentStorageKind.Off)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Value.RemoveEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            while (await TryRemoveAsync(stoppingToken) == AttachmentRemovals.MaxCount)
            {
            }
        }
    }

    // How many were removed.
    [SuppressMessage("Design", "CA1031", Justification = "Whatever went wrong, the next round asks again; the remover must not end.")]
    private async Task<int> TryRemoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var grain = grains.GetGrain<IAttachmentGrain>(0);
            var taken = await calls.OnceAsync(grain.TakeRemovalsAsync, cancellationToken);
            if (!taken.Ok)
            {
                Fail(taken.Error.Code, null);
                return 0;
            }

            if (taken.Value.Attachments.IsEmpty)
            {
                Recover();
                return 0;
            }

            var removed = await RemoveAsync(taken.Value.Attachments, cancellationToken);
            if (!removed.IsEmpty)
            {
                await calls.OnceAsync(() => grain.ConfirmRemovalsAsync(removed), cancellationToken);
                LogRemoved(logger, removed.Length);
            }

            return removed.Length;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(e.GetType().Name, e);
            return 0;
        }
    }

    // One that can't be removed must not keep the others.
    private async Task<ImmutableArray<StoredAttachment>> RemoveAsync(
        ImmutableArray<StoredAttachment> attachments, CancellationToken cancellationToken)
    {
        var removed = ImmutableArray.CreateBuilder<StoredAttachment>(attachments.Length);
        foreach (var attachment in attachments)
        {
            try
            {
                await storage.RemoveAsync(attachment.AttachmentId, cancellationToken);
                removed.Add(attachment);
            }
            catch (StorageException fault)
            {
                Fail(fault.Message, fault.InnerException);
            }
        }

        if (removed.Count == attachments.Length)
        {
            Recover();
        }

        return removed.DrainToImmutable();
    }

    private void Recover()
    {
        if (_isFailing)
        {
            _isFailing = false;
            LogRecovered(logger);
        }
    }

    // Said once an outage.
    private void Fail(string reason, Exception? fault)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            LogFailed(logger, fault, reason);
        }
    }
}
