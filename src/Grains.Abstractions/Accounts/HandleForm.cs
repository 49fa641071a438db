using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>The form of a handle. It has no <c>_</c>, so none is ever a user id; all of it is ASCII.</summary>
public static class HandleForm
{
    /// <summary>The shortest.</summary>
    public const int MinLength = 3;

    /// <summary>The longest.</summary>
    public const int MaxLength = 32;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.");

    /// <summary>Whether the text can be a handle; others are nobody's.</summary>
    public static bool IsWellFormed([NotNullWhen(true)] string? text) =>
        text is { Length: >= MinLength and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Alphabet);
}
