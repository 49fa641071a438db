using System.Text;
using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Users;

internal sealed class ConversationOptionsValidator : IValidateOptions<ConversationOptions>
{
    public ValidateOptionsResult Validate(string? name, ConversationOptions options)
    {
        List<string> errors = [];
        if (options.MaxActiveThreads is < 0 or > 100_000)
        {
            errors.Add("Chat:MaxActiveThreads must be 0 (no limit) to 100,000.");
        }

        if (options.ReopenCooldown < TimeSpan.Zero || options.ReopenCooldown > ConversationOptions.MaxReopenCooldown)
        {
            errors.Add("Chat:ReopenCooldown must be 00:00:00 to 7.00:00:00.");
        }

        if (options.ReportsPerHour is < 1 or > 10_000)
        {
            errors.Add("Chat:ReportsPerHour must be 1 to 10,000.");
        }

        if (!Enum.IsDefined(options.Deletion))
        {
            errors.Add("Chat:Deletion must be tombstone or forbidden.");
        }

        if (ReactionsError(options.Reactions) is { } error)
        {
            errors.Add(error);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static string? ReactionsError(IList<string> reactions)
    {
        if (reactions.Count > ConversationOptions.MaxReactions)
        {
            return $"Chat:Reactions must have at most {ConversationOptions.MaxReactions} entries.";
        }

        for (var i = 0; i < reactions.Count; i++)
        {
            if (!IsReaction(reactions[i]))
            {
                return $"Chat:Reactions:{i} must be 1 to {ChangeCommand.MaxEmojiLength} characters, without white space or control characters.";
            }
        }

        return null;
    }

    private static bool IsReaction(string? reaction)
    {
        if (reaction is not { Length: >= 1 and <= ChangeCommand.MaxEmojiLength })
        {
            return false;
        }

        // A lone surrogate comes as the replacement character.
        foreach (var rune in reaction.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                return false;
            }
        }

        return true;
    }
}
