using ChatOrleans.Gateway.Http.Requests;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOrleans.Gateway.Http;

/// <summary>Changes of a thread's messages: editing, deleting, reacting.</summary>
internal static class ChangeEndpoints
{
    public static void Map(RouteGroupBuilder threads)
    {
        threads.MapPatch("/{id}/messages/{seq}", EditAsync)
            .WithSummary("Gives one's own message another text.")
            .Takes<EditRequest>()
            .Refuses(400, 401, 403, 404, 409, 413, 415, 429, 503);
        threads.MapDelete("/{id}/messages/{seq}", DeleteAsync)
            .WithSummary("Deletes one's own message; its place stays.")
            .Refuses(400, 401, 403, 404, 409, 429, 503);
        threads.MapPut("/{id}/messages/{seq}/reactions/{emoji}", AddReactionAsync)
            .WithSummary("Reacts to a message.")
            .Refuses(400, 401, 403, 404, 409, 429, 503);
        threads.MapDelete("/{id}/messages/{seq}/reactions/{emoji}", WithdrawReactionAsync)
            .WithSummary("Withdraws one's reaction to a message.")
            .Refuses(400, 401, 403, 404, 409, 429, 503);
    }

    private static async Task<Results<Ok<SendAck>, ProblemResult>> EditAsync(
        string id, WholeNumber seq, HttpContext context, ChangeCalls changes)
    {
        var body = await JsonBody.ReadAsync<EditRequest>(context);
        if (!body.Ok)
        {
            return ProblemResult.Of(body.Error);
        }

        var (clientMessageId, text) = (body.Value.ClientMessageId.Value, body.Value.Text.Value);
        var refusal = FieldRefusal.Of("text", body.Value.Text) ?? ClientMessageId.Validate(clientMessageId) ?? MessageText.Validate(text);
        return refusal is not null ? ProblemResult.Of(refusal) : await changes.RunAsync(
            context,
            id,
            seq,
            new ChangeCommand { Type = EventType.Edited, ClientMessageId = clientMessageId!, TargetSeq = 0, Text = text });
    }

    private static async Task<Results<Ok<SendAck>, ProblemResult>> DeleteAsync(
        string id, WholeNumber seq, string? clientMessageId, HttpContext context, ChangeCalls changes) =>
        ClientMessageId.Validate(clientMessageId) is { } refusal ? ProblemResult.Of(refusal) : await changes.RunAsync(
            context,
            id,
            seq,
            new ChangeCommand { Type = EventType.Deleted, ClientMessageId = clientMessageId!, TargetSeq = 0 });

    private static Task<Results<Ok<SendAck>, ProblemResult>> AddReactionAsync(
        string id, WholeNumber seq, string emoji, string? clientMessageId, HttpContext context, ChangeCalls changes) =>
        ReactAsync(id, seq, emoji, added: true, clientMessageId, context, changes);

    private static Task<Results<Ok<SendAck>, ProblemResult>> WithdrawReactionAsync(
        string id, WholeNumber seq, string emoji, string? clientMessageId, HttpContext context, ChangeCalls changes) =>
        ReactAsync(id, seq, emoji, added: false, clientMessageId, context, changes);

    private static async Task<Results<Ok<SendAck>, ProblemResult>> ReactAsync(
        string id, WholeNumber seq, string emoji, bool added, string? clientMessageId, HttpContext context, ChangeCalls changes)
    {
        var refusal = ClientMessageId.Validate(clientMessageId) ?? EmojiText.Validate(emoji);
        return refusal is not null ? ProblemResult.Of(refusal) : await changes.RunAsync(
            context,
            id,
            seq,
            new ChangeCommand
            {
                Type = EventType.Reacted,
                ClientMessageId = clientMessageId!,
                TargetSeq = 0,
                Emoji = emoji,
                Added = added,
            });
    }
}
