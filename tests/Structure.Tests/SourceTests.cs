using System.Text.RegularExpressions;
using ChatOrleans.TestKit;
using Xunit;

namespace ChatOrleans.Structure.Tests;

public sealed partial class SourceTests
{
    private const int MaxLines = 400;

    private static IReadOnlyList<string> Sources { get; } = [.. Files("src")];

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold()
    {
        Assert.NotEmpty(Sources);
        Assert.DoesNotContain(Sources, file => File.ReadLines(file).Count() > MaxLines);
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var left = Sources.Concat(Files("tests")).SelectMany(
            file => File.ReadLines(file).Where(line => LeftForLater.IsMatch(line)).Select(line => $"{file}: {line.Trim()}"));
        Assert.Empty(left);
    }

    [Fact]
    public void No_name_says_nothing()
    {
        Assert.DoesNotContain(Sources, file => EmptyName.IsMatch(Path.GetFileNameWithoutExtension(file)));
    }

    [Fact]
    public void Namespaces_are_folders()
    {
        foreach (var file in Sources.Where(file => file.EndsWith(".cs", StringComparison.Ordinal)))
        {
            var space = File.ReadLines(file).Select(line => Namespace.Match(line)).FirstOrDefault(match => match.Success);
            if (space is null)
            {
                continue;
            }

            var folders = Path.GetRelativePath(Path.Combine(Repository.Root, "src"), Path.GetDirectoryName(file)!)
                .Replace(Path.DirectorySeparatorChar, '.');
            Assert.True(
                space.Groups[1].Value == $"ChatOrleans.{folders}", $"{file} declares {space.Groups[1].Value}.");
        }
    }

    [Fact]
    public void No_region_hides_code()
    {
        Assert.DoesNotContain(
            Sources,
            file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#region", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".sql" or ".csproj" or ".mjs" or ".json")
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    // Written apart, so that this file passes its own test.
    [GeneratedRegex("\\b(TO" + "DO|FIX" + "ME|HA" + "CK|XX" + "X)\\b")]
    private static partial Regex LeftForLater { get; }

    [GeneratedRegex("(Helpers?|Utils?|Utilities|Manager)$")]
    private static partial Regex EmptyName { get; }

    [GeneratedRegex("^namespace ([A-Za-z0-9_.]+);")]
    private static partial Regex Namespace { get; }
}
