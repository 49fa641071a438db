using System.Globalization;

namespace ChatOrleans.Deploy.Tests;

/// <summary>How long a process of the product may take from SIGTERM to its end.</summary>
internal static class DrainTime
{
    private static readonly string[] Waits = ["Chat:Drain:DelayMs", "Chat:Drain:GraceMs"];

    // HostOptions.ShutdownTimeout, and what the log's queue holds.
    private static readonly TimeSpan Stopping = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Writing = TimeSpan.FromSeconds(10);

    /// <summary>With these settings, as environment variables.</summary>
    public static TimeSpan Of(IReadOnlyDictionary<string, string> environment) => Stopping + Writing + TimeSpan.FromMilliseconds(
        Waits.Sum(key => environment.TryGetValue(key.Replace(":", "__", StringComparison.Ordinal), out var text)
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : (int)Configuration.ProductOptions.Keys.Single(known => known.Name == key).Default!));
}
