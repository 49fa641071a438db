using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Http;

/// <summary><c>true</c> or <c>false</c> of the query string as it came, so that a malformed one can be refused by name.</summary>
internal readonly struct Truth
{
    private readonly bool? _value;

    private Truth(bool? value) => _value = value;

    /// <summary>Takes whatever text; the framework calls it.</summary>
    public static bool TryParse(string? text, out Truth truth)
    {
        truth = new Truth(text switch { "true" => true, "false" => false, _ => null });
        return true;
    }

    /// <summary>Null when the truth is absent or sound.</summary>
    public static Refusal? Read(string field, Truth? truth, out bool? value)
    {
        value = truth?._value;
        return truth is null || value is not null ? null : Refusal.InvalidArgument(field, $"{field} is true or false.");
    }
}
