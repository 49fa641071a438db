using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Validation;

/// <summary>The form of a reaction. Whether it is offered, its thread knows.</summary>
internal static class EmojiText
{
    /// <summary>Null when it may be one.</summary>
    public static Refusal? Validate(string? emoji) =>
        emoji is { Length: >= 1 and <= ChangeCommand.MaxEmojiLength } && !emoji.Contains('\0', StringComparison.Ordinal)
            ? null
            : Refusal.InvalidArgument("emoji", "emoji is one of the reactions that are offered.");
}
