using System.Text.RegularExpressions;
using ChatOrleans.TestKit;

namespace ChatOrleans.Deploy.Tests;

/// <summary>Who reads the documents in an emergency gets where a link points.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Documents { get; } =
    [
        .. new[] { "README.md", "CHANGELOG.md" }.Concat(
            new[] { "docs", "deploy" }.SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories))
                .Select(file => Path.GetRelativePath(Repository.Root, file))).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        foreach (var link in Link.Matches(File.ReadAllText(Path.Combine(Repository.Root, document))).Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            var parts = link.Split('#', 2);
            var target = parts[0].Length == 0 ? Path.Combine(Repository.Root, document) : Path.GetFullPath(Path.Combine(folder, parts[0]));
            Assert.True(Path.Exists(target), $"{document}: {link}");
            Assert.True(parts.Length == 1 || Anchors(target).Contains(parts[1]), $"{document}: {link}");
        }
    }

    private static HashSet<string> Anchors(string document) =>
    [
        .. File.ReadLines(document)
            .Where(line => line.StartsWith('#'))
            .Select(line => NotInAnchor.Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-')),
    ];

    [GeneratedRegex(@"(?<!`)\[[^\]]+\]\(([^)\s]+)\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor { get; }
}
