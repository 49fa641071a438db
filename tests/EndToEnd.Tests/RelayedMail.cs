using System.Text.RegularExpressions;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A mail as the relay got it.</summary>
public sealed partial record RelayedMail(string To, string Text)
{
    /// <summary>The token in its link; none fails the test.</summary>
    public string Token => TokenInLink.Match(Body) is { Success: true } match
        ? match.Groups[1].Value
        : throw new ExpectationException($"There is no token in the mail: {Text}");

    /// <summary>The text without quoted-printable's breaks and escapes.</summary>
    public string Body => Text.Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);

    [GeneratedRegex("https://chat\\.example/reset#token=([A-Za-z0-9_-]+)")]
    private static partial Regex TokenInLink { get; }
}
