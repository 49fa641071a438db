using System.Diagnostics.Metrics;

namespace ChatOrleans.Gateway.Metrics;

/// <summary>Bounds of histograms.</summary>
internal static class Bounds
{
    /// <summary>From a tenth of a millisecond to the 15 s after which a call is given up; about half as much again each.</summary>
    public static InstrumentAdvice<double> Latency { get; } = new()
    {
        HistogramBucketBoundaries =
        [
            0.0001, 0.00015, 0.00025, 0.0004, 0.0006, 0.001, 0.0015, 0.0025, 0.004, 0.006, 0.01, 0.015, 0.025, 0.04, 0.06,
            0.1, 0.15, 0.25, 0.4, 0.6, 1, 1.5, 2.5, 4, 6, 10, 15,
        ],
    };
}
