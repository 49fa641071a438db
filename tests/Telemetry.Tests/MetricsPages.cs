using ChatOrleans.TestKit;

namespace ChatOrleans.Telemetry.Tests;

/// <summary>Reads processes' metrics.</summary>
internal static class MetricsPages
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads until the page is what somebody waits for.</summary>
    public static async Task<string> ReadUntilAsync(Uri process, Func<string, bool> isThere)
    {
        using var http = new HttpClient();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var page = await http.GetStringAsync(new Uri(process, "/metrics"));
            if (isThere(page))
            {
                return page;
            }

            if (clock.Elapsed > Deadline)
            {
                throw new ExpectationException($"What was waited for is not in the metrics:{Environment.NewLine}{page}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>A sample's value; 0 where the page has none.</summary>
    public static double ValueOf(string page, string sample) =>
        page.Split('\n').FirstOrDefault(line => line.StartsWith(sample + ' ', StringComparison.Ordinal)) is { } line
            ? double.Parse(line[(sample.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
}
