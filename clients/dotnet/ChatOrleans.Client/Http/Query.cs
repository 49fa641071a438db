using System.Globalization;

namespace ChatOrleans.Client.Http;

/// <summary>Optional parts of a query string.</summary>
internal static class Query
{
    public static string Of(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    public static string Of(string name, long? value) => Of(name, value?.ToString(CultureInfo.InvariantCulture));

    public static string Of(string name, bool? value) => Of(name, value is { } said ? (said ? "true" : "false") : null);
}
