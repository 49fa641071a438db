using ChatOrleans.Grains.Abstractions.Exports;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Jobs;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Exports;

/// <summary>Reentrant because it has no state to guard: one slow statement must not hold up the next caller.</summary>
[StatelessWorker, Reentrant]
internal sealed class ExportGrain(ExportStore store, JobBell bell, ILogger<ExportGrain> logger) : Grain, IExportGrain
{
    public Task<Result<DataExport>> RequestAsync(UserId user) => OutageGuard.RunAsync(logger, async () =>
    {
        await store.RequestAsync(user);
        bell.Ring();
        return await FindAsync(user);
    });

    public Task<Result<DataExport>> GetAsync(UserId user) => OutageGuard.RunAsync(logger, () => FindAsync(user));

    public Task<Result<ExportPiece>> ReadAsync(UserId user, Guid exportId, ExportFormat format, int number) =>
        OutageGuard.RunAsync<ExportPiece>(logger, async () => await store.ReadAsync(user, exportId, format, number) is { } bytes
            ? new ExportPiece { Bytes = bytes }
            : Missing());

    private static Refusal Missing() =>
        new() { Code = RefusalCode.ExportNotFound, Message = "You have no finished export, or it has expired." };

    private async Task<Result<DataExport>> FindAsync(UserId user) =>
        await store.FindAsync(user) is { } export ? export : Missing();
}
