using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Telemetry;

namespace ChatOrleans.Grains.Jobs;

/// <summary>What becomes of jobs.</summary>
internal sealed class JobMetrics
{
    private readonly Counter<long> _runs;

    public JobMetrics(IMeterFactory meters) => _runs = meters.Create(GrainGauges.MeterName).CreateCounter<long>(
        "chat.job.runs", "{run}", "Times that a job was gone on with, by its kind and outcome: finished, goes_on or failed.");

    public void Finished(JobKind kind) => Count(kind, "finished");

    public void WentOn(JobKind kind) => Count(kind, "goes_on");

    public void Failed(JobKind kind) => Count(kind, "failed");

    private void Count(JobKind kind, string outcome) => _runs.Add(
        1,
        new KeyValuePair<string, object?>("kind", NameOf(kind)),
        new KeyValuePair<string, object?>("outcome", outcome));

    private static string NameOf(JobKind kind) => kind switch
    {
        JobKind.Erasure => "erasure",
        JobKind.Export => "export",
        _ => "retention",
    };
}
