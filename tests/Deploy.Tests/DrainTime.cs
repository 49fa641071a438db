using System.Globalization;

namespace ChatOrleans.Deploy.Tests;

/// <summary>How long a process of the product may take from SIGTERM to its end.</summary>
internal static class DrainTime
{
    private const string GraceKey = "Chat:Drain:GraceMs";

    // HostOptions.ShutdownTimeout, and what the log's queue holds.
    private static readonly TimeSpan Stopping = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Writing = TimeSpan.FromSeconds(10);

    /// <summary>With these settings, as environment variables.</summary>
    public static TimeSpan Of(IReadOnlyDictionary<string, string> environment)
    {
        var grace = environment.TryGetValue(GraceKey.Replace(":", "__", StringComparison.Ordinal), out var text)
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : (int)Configuration.ProductOptions.Keys.Single(key => key.Name == GraceKey).Default!;
        return TimeSpan.FromMilliseconds(grace) + Stopping + Writing;
    }
}
