namespace ChatOrleans.Grains.Webhooks;

/// <summary>How long to wait after so many failures: twice as long each time, up to a bound, and a fifth more or less by chance.</summary>
internal sealed class WebhookBackoff(TimeSpan firstPause, TimeSpan longestPause, Random random)
{
    private const double Spread = 0.2;

    /// <param name="failures">1 after the first.</param>
    public TimeSpan After(int failures)
    {
        var doubled = firstPause.TotalMilliseconds * Math.Pow(2, Math.Max(0, failures - 1));
        var bounded = Math.Min(doubled, longestPause.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(bounded * (1 - Spread + (2 * Spread * random.NextDouble())));
    }
}
