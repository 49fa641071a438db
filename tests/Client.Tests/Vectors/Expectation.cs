using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOrleans.Client.Contract;
using ThreadState = ChatOrleans.Client.Threads.ThreadState;

namespace ChatOrleans.Client.Tests.Vectors;

/// <summary>What a vector expects of a state; what it does not name is not looked at.</summary>
internal static class Expectation
{
    public static void Check(ThreadState state, IReadOnlyList<long> applied, JsonElement expected, string where)
    {
        foreach (var field in expected.EnumerateObject())
        {
            var actual = Show(state, applied, field.Name);
            var wanted = JsonNode.Parse(field.Value.GetRawText());
            Assert.True(
                JsonNode.DeepEquals(wanted, actual),
                $"{where}, {field.Name}: expected {wanted?.ToJsonString()}, is {actual?.ToJsonString()}");
        }
    }

    /// <summary>A message as history would show it.</summary>
    public static JsonNode Show(ChatMessage message) => JsonSerializer.SerializeToNode(
        new Message
        {
            ThreadId = message.ThreadId,
            Seq = message.Seq!.Value,
            SenderId = message.SenderId,
            At = message.At,
            ClientMessageId = message.ClientMessageId,
            Text = message.Text,
            EditedAt = message.EditedAt,
            DeletedAt = message.DeletedAt,
            ReplyTo = message.ReplyTo,
            Reactions = message.Reactions.IsEmpty ? null : message.Reactions,
            Attachments = message.Attachments.IsEmpty ? null : message.Attachments,
            Type = message.System ? EventTypes.System : null,
        },
        WireJson.Options)!;

    private static JsonNode? Show(ThreadState state, IReadOnlyList<long> applied, string field) => field switch
    {
        "applied" => new JsonArray([.. applied.Select(seq => JsonValue.Create(seq))]),
        "cursor" => state.Cursor,
        "lastSeq" => state.LastSeq,
        "need" => state.Need.ToString().ToLowerInvariant(),
        "messages" => new JsonArray([.. state.Window.Messages.Select(Show)]),
        "hasBefore" => state.Window.HasBefore,
        "hasAfter" => state.Window.HasAfter,
        "lastMessage" => state.LastMessage is { } last ? Show(last) : null,
        "unread" => state.UnreadShown,
        "readSeq" => state.ReadSeq,
        "peerReadSeq" => state.PeerReadSeq,
        "peerDeliveredSeq" => state.PeerDeliveredSeq,
        "active" => state.Active,
        "archived" => state.Archived,
        "blocked" => state.Blocked,
        "mutedUntil" => state.MutedUntil is { } until ? JsonSerializer.SerializeToNode(until, WireJson.Options) : null,
        _ => throw new InvalidOperationException($"A vector expects {field}, which no test knows."),
    };
}
