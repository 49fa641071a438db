namespace ChatOrleans.Gateway.Startup;

/// <summary>Looks whether the numbers and times of a section are within their bounds.</summary>
/// <param name="section">The section's name.</param>
/// <param name="errors">Gets a sentence with key, value and bounds for each that is not.</param>
internal sealed class OptionBounds(string section, List<string> errors)
{
    public void Check<T>(string key, T value, T least, T most)
        where T : struct, IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"{section}:{key} is {value}; it must be {least} to {most}.");
        }
    }
}
