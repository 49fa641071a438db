using System.Collections.Immutable;
using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Threads;

/// <summary>A message's reactions, one more or one fewer.</summary>
internal static class ReactionList
{
    /// <summary>
    /// The reactions in the order in which they came. What is added though it is there moves to the end: events that a page of
    /// history has been ahead of are thereby repeated without harm.
    /// </summary>
    public static ImmutableList<Reaction> With(IReadOnlyList<Reaction> reactions, string emoji, string userId, bool added)
    {
        var ones = Flatten(reactions).Where(one => one != (emoji, userId));
        if (added)
        {
            ones = ones.Append((emoji, userId));
        }

        return
        [
            .. ones.GroupBy(one => one.Emoji, StringComparer.Ordinal)
                .Select(group => new Reaction { Emoji = group.Key, UserIds = [.. group.Select(one => one.UserId)] }),
        ];
    }

    // Of each emoji the first, then of each the second: groups alone do not tell how they interlock.
    private static IEnumerable<(string Emoji, string UserId)> Flatten(IReadOnlyList<Reaction> reactions)
    {
        for (var place = 0; reactions.Any(reaction => place < reaction.UserIds.Count); place++)
        {
            foreach (var reaction in reactions.Where(reaction => place < reaction.UserIds.Count))
            {
                yield return (reaction.Emoji, reaction.UserIds[place]);
            }
        }
    }
}
