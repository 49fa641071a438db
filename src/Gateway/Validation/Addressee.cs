using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Validation;

/// <summary>The form in which a client names somebody: a handle or a user id.</summary>
internal static class Addressee
{
    /// <summary>Longer than any handle or user id. Names are remembered by limits, so that they can't be as long as a body.</summary>
    public const int MaxLength = 64;

    /// <summary>Null for what may be looked up; whether it is somebody, the database knows.</summary>
    public static Refusal? Validate(string field, Field<string> name) =>
        name.IsMalformed ? Refusal.InvalidArgument(field, $"{field} is a string of well-formed Unicode.")
        : string.IsNullOrWhiteSpace(name.Value) || name.Value.Length > MaxLength || name.Value.Contains('\0', StringComparison.Ordinal)
            ? Refusal.InvalidArgument(field, $"{field} is a handle or a user id.")
        : null;
}
