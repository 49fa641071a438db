using System.Text.RegularExpressions;

namespace ChatOrleans.Deploy.Tests.Configuration;

/// <summary>A configuration key that the code reads.</summary>
/// <param name="Name">The key, <c>N</c> for a list's index, <c>&lt;name&gt;</c> for a name that the operator gives.</param>
/// <param name="Type">What its value is.</param>
/// <param name="Default">What it is without a value.</param>
internal sealed record OptionKey(string Name, Type Type, object? Default)
{
    private const string Index = ":N";
    private const string Given = ":<name>";

    /// <summary>Its name as the documents have it, without the index.</summary>
    public string Documented => Name.EndsWith(Index, StringComparison.Ordinal) ? Name[..^Index.Length] : Name;

    /// <summary>Whether a key as it is configured, with colons, is this one.</summary>
    public bool Fits(string configured)
    {
        var pattern = Regex.Escape(Name);
        pattern = Name.EndsWith(Index, StringComparison.Ordinal) ? pattern[..^1] + "[0-9]+" : pattern;
        pattern = pattern.Replace(Regex.Escape(Given), ":[^:]+", StringComparison.Ordinal);
        return Regex.IsMatch(configured, $"^{pattern}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}
