using System.Globalization;
using System.Text.RegularExpressions;
using ChatOrleans.Deploy.Tests.Configuration;
using ChatOrleans.TestKit;

namespace ChatOrleans.Deploy.Tests;

/// <summary>What the files and the documents say of keys is what the code reads.</summary>
public sealed partial class ConfigurationKeyTests
{
    // Defaults that depend on the machine.
    private static readonly Dictionary<string, string> MachineDefaults = new(StringComparer.Ordinal)
    {
        ["Chat:Passwords:Threads"] = "processors / 4, 1 to 64",
    };

    public static TheoryData<string> BoundedKeys { get; } =
        [.. KeyTable.Rows.Where(row => Bounds.Parse(row.Bounds) is not null && TypeOf(row.Key) != typeof(string)).Select(row => row.Key)];

    [Fact]
    public void Every_key_of_the_code_is_in_the_operations_document_once()
    {
        string[] code = [.. ProductOptions.Keys.Select(key => key.Documented)];
        string[] document = [.. KeyTable.Rows.Select(row => row.Key)];
        Assert.NotEmpty(code);
        Assert.Empty(code.Except(document));
        Assert.Empty(document.Except(code));
        Assert.Empty(document.GroupBy(key => key).Where(rows => rows.Count() > 1).Select(rows => rows.Key));
    }

    [Fact]
    public void The_operations_document_has_the_defaults_of_the_code()
    {
        var wrong = from key in ProductOptions.Keys
                    from row in KeyTable.Rows
                    where row.Key == key.Documented
                    let expected = MachineDefaults.TryGetValue(row.Key, out var text) ? text : Write(key.Default)
                    // An absent text may be more than nothing: what is done without it.
                    where key.Default is null or "" ? row.Default.Length == 0 : Plain(row.Default) != expected
                    select $"{row.Key}: {row.Default} in the document, {expected} in the code";
        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(BoundedKeys))]
    public void The_code_holds_the_bounds_of_the_operations_document(string key)
    {
        var bounds = Bounds.Parse(KeyTable.Rows.Single(row => row.Key == key).Bounds)!;
        var type = TypeOf(key);
        var step = type == typeof(double) ? 0.001m : 1;
        Assert.Empty(Refusals(key, Bounds.Write(bounds.Smallest, type)));
        Assert.Empty(Refusals(key, Bounds.Write(bounds.Largest, type)));
        Assert.NotEmpty(Refusals(key, Bounds.Write(bounds.Smallest - step, type)));
        Assert.NotEmpty(Refusals(key, Bounds.Write(bounds.Largest + step, type)));
    }

    [Fact]
    public void Keys_in_the_files_and_documents_are_keys_of_the_code()
    {
        var unknown = from file in DeployFiles.All.Concat(Documents())
                      from match in WrittenKey.Matches(File.ReadAllText(Path.Combine(Repository.Root, file))).Cast<Match>()
                      let key = match.Value.Replace("__", ":", StringComparison.Ordinal).TrimEnd(':')
                      where !ProductOptions.Keys.Any(known => known.Fits(key) || IsBegin(key, known.Name))
                      select $"{file}: {match.Value}";
        Assert.Empty(unknown.Distinct());
    }

    // A section, a list without its index, or a key that ends in a word for a name.
    private static bool IsBegin(string key, string known) =>
        known.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase)
        || known.Equals(key, StringComparison.OrdinalIgnoreCase)
        || (known.Contains('<', StringComparison.Ordinal)
            && key.StartsWith(known[..known.IndexOf('<', StringComparison.Ordinal)], StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository.Root, "README.md"))
            .Select(file => Path.GetRelativePath(Repository.Root, file));

    private static IReadOnlyList<string> Refusals(string key, string value) =>
        [.. ProductOptions.ErrorsOf([new(key, value)]).Where(error => error.Contains(key.Split(':')[^1], StringComparison.Ordinal))];

    private static Type TypeOf(string documented) =>
        ProductOptions.Keys.FirstOrDefault(key => key.Documented == documented)?.Type ?? typeof(string);

    private static string Plain(string cell)
    {
        var text = cell.Trim('`');
        return Grouped.IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : text;
    }

    private static string Write(object? value) => value switch
    {
        bool yes => yes ? "true" : "false",
        TimeSpan time => TrimFraction(time.ToString("c", CultureInfo.InvariantCulture)),
        Enum name => name.ToString().ToLowerInvariant(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    // The full stop before the hours is that of days.
    private static string TrimFraction(string time) => time.LastIndexOf('.') > time.LastIndexOf(':') ? time.TrimEnd('0') : time;

    [GeneratedRegex(@"(?<![\w.])(?:Chat|ConnectionStrings)(?:__|:)[A-Z][A-Za-z]*(?:(?:__|:)(?:[A-Z][A-Za-z]*|\d+|[a-z]+\b))*")]
    private static partial Regex WrittenKey { get; }

    [GeneratedRegex(@"^\d{1,3}(,\d{3})+$")]
    private static partial Regex Grouped { get; }
}
