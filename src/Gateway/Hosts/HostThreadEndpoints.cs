using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Hosts.Requests;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Gateway.Http.Requests;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>Threads and their messages, for host applications' servers.</summary>
internal static class HostThreadEndpoints
{
    public static void Map(RouteGroupBuilder host)
    {
        host.MapPost("/threads", OpenAsync)
            .WithSummary("Opens the thread of two users: 201 when the two had none before, else 200.")
            .Takes<HostThreadRequest>()
            .Demands(HostScope.ThreadsWrite)
            .Refuses(400, 401, 403, 404, 409, 413, 415, 429, 503);
        host.MapGet("/threads/{id}", GetAsync)
            .WithSummary("One thread.")
            .Demands(HostScope.MessagesRead)
            .Refuses(400, 401, 403, 404, 429, 503);
        host.MapPost("/threads/{id}/close", CloseAsync)
            .WithSummary("Ends the active phase for both, in nobody's name.")
            .Demands(HostScope.ThreadsWrite)
            .Refuses(400, 401, 403, 404, 429, 503);
        host.MapGet("/threads/{id}/messages", ReadAsync)
            .WithSummary("A page of messages, ascending; at most one of before, after and around, without one the newest.")
            .Demands(HostScope.MessagesRead)
            .Refuses(400, 401, 403, 404, 429, 503);
        host.MapPost("/threads/{id}/messages", PostAsync)
            .WithSummary("Posts a message of the system: 201 once it is durable, 200 for one that an earlier call stored.")
            .Takes<SendRequest>()
            .Demands(HostScope.MessagesWrite)
            .Refuses(400, 401, 403, 404, 409, 413, 415, 429, 503);
    }

    private static async Task<Results<Created<HostThread>, Ok<HostThread>, ProblemResult>> OpenAsync(
        HttpContext context, IGrainFactory grains, GrainCalls calls)
    {
        var body = await JsonBody.ReadAsync<HostThreadRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        if (body.Value.Validate() is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var members = body.Value.Members.Value!;
        var opened = await calls.LongCommandAsync(
            () => Host(grains).OpenThreadAsync(members[0], members[1]), context.RequestAborted);
        return !opened.Ok ? ProblemResult.Of(opened.Error)
            : opened.Value.Created ? TypedResults.Created($"{ChatApi.Base}/host/threads/{opened.Value.Thread.ThreadId}", opened.Value.Thread)
            : TypedResults.Ok(opened.Value.Thread);
    }

    private static async Task<Results<Ok<HostThread>, ProblemResult>> GetAsync(
        string id, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var thread = await calls.ReadAsync(() => Host(grains).GetThreadAsync(threadId), cancellationToken);
        return thread.Ok ? TypedResults.Ok(thread.Value) : ProblemResult.Of(thread.Error);
    }

    private static async Task<Results<Ok<HostThread>, ProblemResult>> CloseAsync(
        string id, IGrainFactory grains, GrainCalls calls, CancellationToken cancellationToken)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        var thread = await calls.LongCommandAsync(() => Host(grains).CloseThreadAsync(threadId), cancellationToken);
        return thread.Ok ? TypedResults.Ok(thread.Value) : ProblemResult.Of(thread.Error);
    }

    private static async Task<Results<Ok<HistoryPage>, ProblemResult>> ReadAsync(
        string id,
        WholeNumber? before,
        WholeNumber? after,
        WholeNumber? around,
        WholeNumber? limit,
        IGrainFactory grains,
        GrainCalls calls,
        CancellationToken cancellationToken)
    {
        if (!ThreadIdText.TryRead(id, out var threadId, out var malformed))
        {
            return ProblemResult.Of(malformed);
        }

        if (MessageEndpoints.ReadQuery(before, after, around, limit, out var query) is { } refusal)
        {
            return ProblemResult.Of(refusal);
        }

        var page = await calls.ReadAsync(() => Host(grains).GetHistoryAsync(threadId, query), cancellationToken);
        return page.Ok ? TypedResults.Ok(page.Value) : ProblemResult.Of(page.Error);
    }

    private static async Task<Results<Created<SendAck>, Ok<SendAck>, ProblemResult>> PostAsync(
        string id, HttpContext context, IGrainFactory grains, GrainCalls calls)
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

        var refusal = FieldRefusal.Of("text", body.Value.Text) ??
                      ClientMessageId.Validate(body.Value.ClientMessageId.Value) ??
                      MessageText.Validate(body.Value.Text.Value);
        if (refusal is not null)
        {
            return ProblemResult.Of(refusal);
        }

        var command = new SendCommand { ClientMessageId = body.Value.ClientMessageId.Value!, Text = body.Value.Text.Value! };
        var ack = await calls.CommandAsync(
            () => grains.GetGrain<IThreadGrain>(threadId.Value).PostSystemAsync(command), context.RequestAborted);
        return !ack.Ok ? ProblemResult.Of(ack.Error)
            : ack.Value.Duplicate ? TypedResults.Ok(ack.Value)
            : TypedResults.Created((string?)null, ack.Value);
    }

    private static IHostGrain Host(IGrainFactory grains) => grains.GetGrain<IHostGrain>(0);
}
