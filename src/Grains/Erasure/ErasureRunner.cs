using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Jobs;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Erasure;

/// <summary>
/// Takes away what there is of somebody whose account has ended: first their threads close, for good, then each part goes.
/// All of it twice, since calls that were under way at the end may have stored something behind the first pass.
/// </summary>
internal sealed class ErasureRunner(
    IEnumerable<IPersonalData> parts, IGrainFactory grains, IOptions<ErasureOptions> options) : IJobRunner
{
    private const string SecondPass = "second pass";

    public JobKind Kind => JobKind.Erasure;

    public async Task<JobOutcome> RunAsync(Job job, CancellationToken cancellationToken)
    {
        var user = job.User!.Value;
        await grains.GetGrain<IPeopleGrain>(0).SetGoneAsync(user, gone: true);
        foreach (var part in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await part.EraseAsync(user, cancellationToken);
        }

        return job.Progress == SecondPass ? JobOutcome.Finished() : JobOutcome.GoesOn(options.Value.SecondPass, SecondPass);
    }
}
