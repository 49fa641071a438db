using System.Security.Claims;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Http.Requests;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>A thread's messages.</summary>
internal static class MessageEndpoints
{
    /// <summary>Seqs stay below 2^53, so that every client's numbers hold them.</summary>
    public const long MaxSeq = (1L << 53) - 1;

    public static void Map(RouteGroupBuilder threads)
    {
        threads.MapGet("/{id}/messages", ReadAsync)
            .WithSummary("A page of messages, ascending; at most one of before, after and around, without one the newest.")
            .Refuses(400, 401, 403, 404, 503);
        threads.MapPost("/{id}/messages", SendAsync)
            .WithSummary("Sends a message: 201 once it is durable, 200 for one that an earlier call stored.")
            .Takes<SendRequest>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 429, 503);
        ChangeEndpoints.Map(threads);
    }

    /// <summary>Reads what the query string says of a page of history; null when it can be asked for.</summary>
    public static Refusal? ReadQuery(
        WholeNumber? before, WholeNumber? after, WholeNumber? around, WholeNumber? limit, out HistoryQuery query)
    {
        long? beforeSeq = null, afterSeq = null, aroundSeq = null;
        long count = HistoryQuery.DefaultLimit;
        var refusal = WholeNumber.Read("before", before, 0, MaxSeq, ref beforeSeq) ??
                      WholeNumber.Read("after", after, 0, MaxSeq, ref afterSeq) ??
                      WholeNumber.Read("around", around, 0, MaxSeq, ref aroundSeq) ??
                      WholeNumber.Read("limit", limit, 1, HistoryQuery.MaxLimit, ref count) ??
                      PositionRefusal(beforeSeq, afterSeq, aroundSeq);
        query = new HistoryQuery { Before = beforeSeq, After = afterSeq, Around = aroundSeq, Limit = (int)count };
        return refusal;
    }

    private static async Task<Results<Ok<HistoryPage>, ProblemResult>> ReadAsync(
        string id,
        WholeNumber? before,
        WholeNumber? after,
        WholeNumber? around,
        WholeNumber? limit,
        ClaimsPrincipal user,
        IGrainFactory grains,
        GrainCalls calls,
        CancellationToken cancellationToken)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        if (ReadQuery(before, after, around, limit, out var query) is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var page = await calls.ReadAsync(
            () => grains.GetGrainFor<IThreadReaderGrain>(user.UserId()).GetHistoryAsync(user.UserId(), threadId, query), cancellationToken);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }

    private static async Task<Results<Created<SendAck>, Ok<SendAck>, ProblemResult>> SendAsync(
        string id, HttpContext context, ISendLimiter limiter, Exemption exemption, IGrainFactory grains, GrainCalls calls)
    {
        var body = await JsonBody.ReadAsync<SendRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var listRefusal = AttachmentsForm.Read(body.Value.Attachments, out var attachments);
        var textRefusal = AttachmentsForm.ReadText(body.Value.Text, attachments is not null, out var text);
        var refusal = FieldRefusal.Of("text", body.Value.Text) ??
                      ClientMessageId.Validate(body.Value.ClientMessageId.Value) ??
                      listRefusal ??
                      textRefusal ??
                      (body.Value.ReplyTo.IsMalformed || body.Value.ReplyTo.Value is < 0 or > MaxSeq
                          ? Refusal.InvalidArgument("replyTo", "replyTo is a whole number from 0.")
                          : null);
        if (refusal is not null)
        {
            return ProblemResult.Of(refusal);
        }

        var command = new SendCommand
        {
            ClientMessageId = body.Value.ClientMessageId.Value!,
            Text = text,
            ReplyTo = body.Value.ReplyTo.IsPresent ? body.Value.ReplyTo.Value : null,
            Attachments = attachments,
        };
        var thread = grains.GetGrain<IThreadGrain>(threadId.Value);
        var sender = context.User.UserId();
        var overLimit = limiter.OverLimit(sender, exemption.Covers(context), out var mayLookUp);
        if (overLimit is not null && !mayLookUp)
        {
            return ProblemResult.Of(overLimit);
        }

        // A send that has begun goes on when the caller hangs up; only the waiting ends.
        var ack = await calls.CommandAsync(
            () => overLimit is null ? StoreAsync(thread, sender, command) : thread.FindSentAsync(sender, command, overLimit),
            context.RequestAborted);
        return !ack.Ok ? ProblemResult.Of(ack.Error)
            : ack.Value.Duplicate ? TypedResults.Ok(ack.Value)
            : TypedResults.Created((string?)null, ack.Value);
    }

    private static async Task<Result<SendAck>> StoreAsync(IThreadGrain thread, UserId sender, SendCommand command) =>
        (await thread.SendAsync(sender, [command]))[0];

    private static Refusal? PositionRefusal(long? before, long? after, long? around) =>
        around is not null && (before ?? after) is not null ? Refusal.InvalidArgument("around", "At most one of before, after and around.")
        : before is not null && after is not null ? Refusal.InvalidArgument("after", "At most one of before, after and around.")
        : null;
}
