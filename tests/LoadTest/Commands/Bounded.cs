using System.CommandLine;
using System.Globalization;

namespace ChatOrleans.LoadTest.Commands;

/// <summary>Numeric options that refuse what is out of their bounds.</summary>
internal static class Bounded
{
    public static Option<int> Option(string name, int byDefault, int min, int max, string description)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description} ({min} to {max})",
            DefaultValueFactory = _ => byDefault,
        };
        option.Validators.Add(result =>
        {
            // What is no number has been refused already.
            if (result.Tokens.Count == 1
                && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value)
                && (value < min || value > max))
            {
                result.AddError($"{name} is {value}; it must be {min} to {max}.");
            }
        });
        return option;
    }
}
