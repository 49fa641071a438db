using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Http;

/// <summary>Why a field of a body can't be taken.</summary>
internal static class FieldRefusal
{
    /// <summary>Null for a text, or none, that is Unicode and that PostgreSQL can hold.</summary>
    public static Refusal? Of(string name, Field<string> field) =>
        field.IsMalformed ? Refusal.InvalidArgument(name, $"{name} is a string of well-formed Unicode.")
        : field.Value?.Contains('\0', StringComparison.Ordinal) is true ? Refusal.InvalidArgument(name, $"{name} has U+0000.")
        : null;

    /// <summary>Null for true, false or none.</summary>
    public static Refusal? Of(string name, Field<bool> field) =>
        field.IsMalformed ? Refusal.InvalidArgument(name, $"{name} is true or false.") : null;

    /// <summary>The same for a text that has to be there.</summary>
    public static Refusal? OfRequired(string name, Field<string> field) =>
        Of(name, field) ?? (string.IsNullOrEmpty(field.Value) ? Refusal.InvalidArgument(name, $"{name} is required.") : null);
}
