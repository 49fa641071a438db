using System.Text;
using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Users;

internal sealed class ConversationOptionsValidator : IValidateOptions<ConversationOptions>
{
    public ValidateOptionsResult Validate(string? name, ConversationOptions options) =>
        options.MaxActiveThreads is < 0 or > 100_000
            ? ValidateOptionsResult.Fail("Chat:MaxActiveThreads must be 0 (no limit) to 100,000.")
            : !Enum.IsDefined(options.Deletion)
                ? ValidateOptionsResult.Fail("Chat:Deletion must be tombstone or forbidden.")
                : Reactions(options.Reactions);

    private static ValidateOptionsResult Reactions(IList<string> reactions)
    {
        if (reactions.Count > ConversationOptions.MaxReactions)
        {
            return ValidateOptionsResult.Fail($"Chat:Reactions must have at most {ConversationOptions.MaxReactions} entries.");
        }

        for (var i = 0; i < reactions.Count; i++)
        {
            if (!IsReaction(reactions[i]))
            {
                return ValidateOptionsResult.Fail(
                    $"Chat:Reactions:{i} must be 1 to {ChangeCommand.MaxEmojiLength} characters, without white space or control characters.");
            }
        }

        return ValidateOptionsResult.Success;
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
