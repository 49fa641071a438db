namespace ChatOrleans.LoadTest.Reports.Plots;

/// <summary>A marked place of an axis.</summary>
internal readonly record struct Tick(double At, string Label);
