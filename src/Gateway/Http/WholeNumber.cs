using System.Globalization;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Http;

/// <summary>A number of the query string as it came, so that a malformed one can be refused by name.</summary>
internal readonly struct WholeNumber
{
    private readonly long? _value;

    private WholeNumber(long? value) => _value = value;

    /// <summary>Takes whatever text; the framework calls it.</summary>
    public static bool TryParse(string? text, out WholeNumber number)
    {
        number = new WholeNumber(long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null);
        return true;
    }

    /// <summary>The same with a value for when it is absent.</summary>
    public static Refusal? Read(string field, WholeNumber? number, long min, long max, ref long value)
    {
        long? given = null;
        var refusal = Read(field, number, min, max, ref given);
        value = given ?? value;
        return refusal;
    }

    /// <summary>Null when the number is absent or sound; it is written to <paramref name="value"/> when present.</summary>
    public static Refusal? Read(string field, WholeNumber? number, long min, long max, ref long? value)
    {
        if (number is not { } given)
        {
            return null;
        }

        if (given._value is { } sound && sound >= min && sound <= max)
        {
            value = sound;
            return null;
        }

        return Refusal.InvalidArgument(field, $"{field} is a whole number, {min} to {max}.");
    }
}
