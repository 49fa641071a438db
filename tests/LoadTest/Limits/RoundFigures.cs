using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Limits;

/// <summary>One round: the whole, the echo and the log, one after another.</summary>
internal sealed record RoundFigures(LoadFigures Product, LoadFigures Echo, LogFigures Log)
{
    /// <summary>The whole product's messages a second as a share of the echo's.</summary>
    public double Ratio => Product.MessagesPerSecond / Echo.MessagesPerSecond;

    public bool IsSound => Product.IsSound && Echo.IsSound && Log.IsSound;
}
