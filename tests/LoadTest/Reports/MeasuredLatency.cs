using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>A latency as it is reported: what it says, and all of it.</summary>
internal sealed record MeasuredLatency(LatencySummary Summary, HistogramSnapshot Histogram);
