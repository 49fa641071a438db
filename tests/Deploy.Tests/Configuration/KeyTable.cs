using System.Text.RegularExpressions;
using ChatOrleans.TestKit;

namespace ChatOrleans.Deploy.Tests.Configuration;

/// <summary>The tables of keys in the operations document: key, default, bounds.</summary>
internal static partial class KeyTable
{
    /// <summary>One row.</summary>
    internal sealed record Row(string Key, string Default, string Bounds);

    /// <summary>The rows of all tables that begin with a key of the product.</summary>
    public static IReadOnlyList<Row> Rows { get; } = [.. Files().SelectMany(File.ReadLines).SelectMany(RowsOf)];

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "operations*.md")
            .Concat(Directory.Exists(Path.Combine(Repository.Root, "docs", "operations"))
                ? Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "operations"), "*.md")
                : []);

    private static IEnumerable<Row> RowsOf(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        if (cells.Length < 5)
        {
            return [];
        }

        // Further names in the first cell are short ones for the command line.
        var key = ProductKey.Match(cells[1]);
        return key.Success ? [new Row(key.Groups[1].Value, cells[2], string.Join('|', cells[3..^1]))] : [];
    }

    [GeneratedRegex("^`((?:Chat|ConnectionStrings):[^`]+)`")]
    private static partial Regex ProductKey { get; }
}
