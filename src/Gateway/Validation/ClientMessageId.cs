using System.Buffers;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Validation;

/// <summary>The form of the id that a client gives to a command.</summary>
internal static class ClientMessageId
{
    /// <summary>The longest id.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Null when the id is well formed.</summary>
    public static Refusal? Validate(string? id) =>
        id is { Length: >= 1 and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Alphabet)
            ? null
            : Refusal.InvalidArgument("clientMessageId", "clientMessageId is 1 to 64 of A-Z a-z 0-9 _ -.");
}
