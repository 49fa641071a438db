using System.Globalization;

namespace ChatOrleans.Grains.Exports;

/// <summary>Values as people and programs read them.</summary>
internal static class ExportText
{
    /// <summary>A time as on the wire.</summary>
    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time as people write it.</summary>
    public static string Spoken(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
