using System.Text.Json.Serialization;

namespace ChatOrleans.Gateway.Json;

/// <summary>
/// A field of a request as it came: absent, malformed (another JSON type, a number out of range, a lone surrogate) or
/// with a value. A malformed field does not fail the whole argument, so that the refusal can name it.
/// </summary>
/// <typeparam name="T">string, string[], long, bool, <see cref="CursorMap"/> or <see cref="PushKeys"/>.</typeparam>
[JsonConverter(typeof(FieldConverter))]
internal readonly record struct Field<T>
{
    private Field(bool isPresent, bool isMalformed, T? value)
    {
        IsPresent = isPresent;
        IsMalformed = isMalformed;
        Value = value;
    }

    /// <summary>Whether the field was there and not null.</summary>
    public bool IsPresent { get; }

    /// <summary>Whether it was there, but could not be read.</summary>
    public bool IsMalformed { get; }

    /// <summary>The value, when it was there and could be read.</summary>
    public T? Value { get; }

    internal static Field<T> Of(T value) => new(isPresent: true, isMalformed: false, value);

    internal static Field<T> Malformed() => new(isPresent: true, isMalformed: true, value: default);
}
