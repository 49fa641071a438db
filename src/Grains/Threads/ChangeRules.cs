using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>Who may change which message how, without I/O.</summary>
internal static class ChangeRules
{
    /// <summary>
    /// Decides on a member's change. The check for a retry comes before all others. Deletion is possible while the thread
    /// is inactive; a reaction that is no longer offered can still be withdrawn.
    /// </summary>
    public static ChangeDecision Decide(
        ChangeCommand command, UserId sender, ChangeLookup found, bool active, ConversationOptions options)
    {
        if (found.Stored is { } stored)
        {
            return stored.Is(command) ? new StoredPlace(stored.Seq, stored.At) : Refusal.IdempotencyMismatch(stored.Seq);
        }

        if (Forbidden(command, active, options) is { } forbidden)
        {
            return forbidden;
        }

        if (found.Target is not { IsMessage: true } target)
        {
            return Refusal.MessageNotFound();
        }

        if (command.Type != EventType.Reacted && target.Author != sender)
        {
            return Refusal.NotTheAuthor();
        }

        if (target.Deleted is { } deleted)
        {
            return command.Type == EventType.Deleted ? deleted : Refusal.MessageNotFound();
        }

        return command.Type == EventType.Reacted && AlreadySo(command, target, found.Reaction) is { } standing
            ? standing
            : ChangeDecision.Append;
    }

    private static Refusal? Forbidden(ChangeCommand command, bool active, ConversationOptions options) => command switch
    {
        { Type: EventType.Deleted } => options.Deletion == DeletionRule.Forbidden ? Refusal.DeletionDisabled() : null,
        _ when !active => Refusal.ThreadInactive(),
        { Type: EventType.Reacted, Added: true } when !options.OfferedReactions.Contains(command.Emoji!) =>
            Refusal.InvalidArgument("emoji", "This reaction is not offered here."),
        _ => null,
    };

    // A reaction that is not there has not been there since the message, or since it was withdrawn; the message stands for both.
    private static StoredPlace? AlreadySo(ChangeCommand command, ChangeTarget target, StoredPlace? reaction) =>
        command.Added ? reaction : reaction is null ? target.Place : null;
}
