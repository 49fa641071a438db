using ChatOrleans.Grains.Abstractions.Exports;
using ChatOrleans.Grains.Erasure;
using ChatOrleans.Grains.Jobs;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Exports;

/// <summary>
/// Writes down what there is of somebody. One that was broken off is begun anew: half a file is nothing that could be gone
/// on with, since what it is about goes on as well.
/// </summary>
internal sealed class ExportRunner(
    IEnumerable<IPersonalData> parts, ExportStore store, IOptions<ExportOptions> options, TimeProvider time) : IJobRunner
{
    public JobKind Kind => JobKind.Export;

    public async Task<JobOutcome> RunAsync(Job job, CancellationToken cancellationToken)
    {
        await store.BeginAsync(job);
        using var writer = new ExportWriter(new Sink(store, job), time.GetUtcNow());
        foreach (var part in parts)
        {
            await part.ExportAsync(job.User!.Value, writer, cancellationToken);
        }

        await writer.CompleteAsync();
        cancellationToken.ThrowIfCancellationRequested();
        await store.DropEarlierAsync(job);
        return JobOutcome.Finished(TimeSpan.FromDays(options.Value.KeptDays));
    }

    private sealed class Sink(ExportStore store, Job job) : IExportSink
    {
        public async Task TakeAsync(ExportFormat format, int number, ReadOnlyMemory<byte> piece)
        {
            if (!await store.PutAsync(job, format, number, piece))
            {
                throw new JobLostException();
            }
        }
    }
}
