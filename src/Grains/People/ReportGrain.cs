using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.People;

/// <summary>Takes reports.</summary>
[StatelessWorker, Reentrant] // Without state of its own.
internal sealed class ReportGrain(ReportStore reports) : Grain, IReportGrain
{
    public async Task<Result<Nothing>> ReportAsync(UserId caller, Report report)
    {
        if (report.UserId == caller)
        {
            return Refusal.InvalidArgument("userId", "Nobody reports themselves.");
        }

        return await OutageGuard.RunAsync<Nothing>(async () =>
        {
            var (message, refused) = await reports.FindMessageAsync(caller, report);
            return (refused ?? await reports.AddAsync(caller, report, message)) is { } refusal ? refusal : Nothing.Value;
        });
    }
}
