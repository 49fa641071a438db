using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChatOrleans.TestKit;

/// <summary>The reference in <c>docs/protocol.md</c>, as far as tests compare it with the code.</summary>
public sealed partial class ProtocolDocument
{
    private readonly string _text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "protocol.md"));

    /// <summary>The entries (third-level headings) of a section, by name, with their text.</summary>
    public IReadOnlyDictionary<string, string> Entries(string section) =>
        Entry.Matches(Section(section)).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["text"].Value);

    /// <summary>The first columns of all rows of a section's tables, as far as they are code.</summary>
    public IReadOnlyList<string> Codes(string section) => [.. Row.Matches(Section(section)).Select(match => match.Groups[1].Value)];

    /// <summary>The JSON examples in a text; one that does not parse fails the test.</summary>
    public static IReadOnlyList<JsonElement> Examples(string text) =>
        [.. JsonFence.Matches(text).Select(match => JsonDocument.Parse(match.Groups[1].Value).RootElement)];

    /// <summary>All JSON examples of the document.</summary>
    public IReadOnlyList<JsonElement> AllExamples() => Examples(_text);

    private string Section(string name)
    {
        var match = Regex.Match(_text, $@"^## {Regex.Escape(name)}\n(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        return match.Success
            ? match.Groups[1].Value
            : throw new ExpectationException($"docs/protocol.md has no section '{name}'.");
    }

    [GeneratedRegex(@"^### `(?<name>[^`]+)`\n(?<text>.*?)(?=^### |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Entry { get; }

    [GeneratedRegex(@"^\| `([a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    [GeneratedRegex(@"^```json\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex JsonFence { get; }
}
