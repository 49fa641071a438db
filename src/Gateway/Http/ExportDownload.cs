using ChatOrleans.Gateway.Calls;
using ChatOrleans.Grains.Abstractions.Exports;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Http;

/// <summary>Finds an export's file for its owner.</summary>
internal sealed class ExportDownload(IGrainFactory grains, GrainCalls calls)
{
    /// <summary>The file, or why there is none.</summary>
    public async Task<IResult> BeginAsync(UserId user, ExportFormat format, CancellationToken cancellationToken)
    {
        var export = await calls.ReadAsync(() => Exports.GetAsync(user), cancellationToken);
        if (!export.Ok)
        {
            return ProblemResult.Of(export.Error);
        }

        return export.Value.Files.FirstOrDefault(file => file.Format == format) is { } found
            ? new ExportResult(found, number => ReadAsync(user, export.Value.ExportId, format, number, cancellationToken))
            : ProblemResult.Of(new Refusal
            {
                Code = RefusalCode.ExportNotFound,
                Message = "The export is still being made.",
            });
    }

    private IExportGrain Exports => grains.GetGrain<IExportGrain>(0);

    private Task<Result<ExportPiece>> ReadAsync(
        UserId user, Guid exportId, ExportFormat format, int number, CancellationToken cancellationToken) =>
        calls.ReadAsync(() => Exports.ReadAsync(user, exportId, format, number), cancellationToken);
}
