using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>Takes changes of messages to their threads. They count as messages of their sender.</summary>
internal sealed class ChangeCalls(ISendLimiter limiter, Exemption exemption, IGrainFactory grains, GrainCalls calls)
{
    /// <summary>Answers once the change is stored, or refused. The message is that of the path.</summary>
    public async Task<Results<Ok<SendAck>, ProblemResult>> RunAsync(
        HttpContext context, string id, WholeNumber seq, ChangeCommand change)
    {
        var target = 0L;
        if (!ThreadIdText.TryRead(id, out var threadId, out var refusal) ||
            (refusal = WholeNumber.Read("seq", seq, 0, MessageEndpoints.MaxSeq, ref target)) is not null)
        {
            return ProblemResult.Of(refusal);
        }

        var command = change with { TargetSeq = target };
        var thread = grains.GetGrain<IThreadGrain>(threadId.Value);
        var sender = context.User.UserId();
        var overLimit = limiter.OverLimit(sender, exemption.Covers(context), out var mayLookUp);
        if (overLimit is not null && !mayLookUp)
        {
            return ProblemResult.Of(overLimit);
        }

        // A change that has begun goes on when the caller hangs up; only the waiting ends.
        var ack = await calls.CommandAsync(
            () => overLimit is null ? thread.ChangeAsync(sender, command) : thread.FindChangedAsync(sender, command, overLimit),
            context.RequestAborted);
        return ack.Ok ? TypedResults.Ok(ack.Value) : ProblemResult.Of(ack.Error);
    }
}
