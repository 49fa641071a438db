using System.Collections.Immutable;
using System.Security.Cryptography;
using ChatOrleans.Grains.Abstractions.Accounts;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>
/// Handles for a host's user who is seen for the first time: the one that the host proposes, then some that nobody has by
/// their random end. The host's own id is never part of one: handles are shown to everybody.
/// </summary>
internal static class HandleCandidates
{
    private const int RandomLetters = 8;
    private const int MaxStem = HandleForm.MaxLength - RandomLetters - 1;
    private const int Attempts = 3;
    private const string Anybody = "user";

    /// <summary>The proposed handle first, if there is one.</summary>
    public static ImmutableArray<string> Of(string? proposed, string? displayName)
    {
        var stem = proposed ?? Stem(displayName);
        stem = stem[..Math.Min(stem.Length, MaxStem)];
        var random = Enumerable.Range(0, Attempts)
            .Select(_ => $"{stem}.{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", RandomLetters)}");
        return proposed is null ? [.. random] : [proposed, .. random];
    }

    private static string Stem(string? displayName)
    {
        var letters = string.Concat((displayName ?? string.Empty).Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return letters.Length == 0 ? Anybody : letters;
    }
}
