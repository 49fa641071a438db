using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Conversations;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>What two people do to messages that have come: they react to them, put them right, take them back.</summary>
internal static class Changing
{
    /// <summary>Messages that somebody still thinks of.</summary>
    private const int Remembered = 20;

    /// <summary>One in so many messages that are looked at again is deleted.</summary>
    private const int Deletions = 4;

    private static readonly string[] Emojis = ["👍", "❤️", "😂"];

    /// <summary>Looks at one of the last messages again; done when all that came of it is answered.</summary>
    public static async Task RunAsync(Conversation conversation, Random random, CancellationToken cancellationToken)
    {
        var left = conversation.LastAcknowledged(Remembered).FindAll(message => !conversation.Changes.IsDeleted(message.AckSeq));
        if (left.Count == 0)
        {
            return;
        }

        var message = left[random.Next(left.Count)];
        var emoji = Emojis[random.Next(Emojis.Length)];
        await ReactAsync(conversation, 1 - message.Sender, message, emoji, added: true, cancellationToken);
        if (random.Next(2) == 0)
        {
            await EditAsync(conversation, message, cancellationToken);
            await ReactAsync(conversation, message.Sender, message, emoji, added: true, cancellationToken);
            await ReactAsync(conversation, 1 - message.Sender, message, emoji, added: false, cancellationToken);
        }

        if (random.Next(Deletions) == 0)
        {
            await DeleteAsync(conversation, message, cancellationToken);
        }
    }

    private static Task EditAsync(Conversation conversation, MessageAccount message, CancellationToken cancellationToken)
    {
        var clientMessageId = conversation.Changes.NextId();
        var argument = new
        {
            threadId = conversation.ThreadId,
            clientMessageId,
            targetSeq = message.AckSeq,
            text = conversation.Changes.TextOf(clientMessageId),
        };
        return AskAsync(conversation, message.Sender, "EditMessage", argument, cancellationToken);
    }

    private static Task DeleteAsync(Conversation conversation, MessageAccount message, CancellationToken cancellationToken)
    {
        conversation.Changes.Delete(message.AckSeq);
        var argument = new { threadId = conversation.ThreadId, clientMessageId = conversation.Changes.NextId(), targetSeq = message.AckSeq };
        return AskAsync(conversation, message.Sender, "DeleteMessage", argument, cancellationToken);
    }

    private static Task ReactAsync(
        Conversation conversation, int side, MessageAccount message, string emoji, bool added, CancellationToken cancellationToken)
    {
        var argument = new
        {
            threadId = conversation.ThreadId,
            clientMessageId = conversation.Changes.NextId(),
            targetSeq = message.AckSeq,
            emoji,
            added,
        };
        return AskAsync(conversation, side, "React", argument, cancellationToken);
    }

    private static async Task AskAsync(
        Conversation conversation, int side, string method, object argument, CancellationToken cancellationToken) =>
        await conversation.Members[side].Calls.ChangeAsync(conversation, method, argument, cancellationToken);
}
