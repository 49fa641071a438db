namespace ChatOrleans.LoadTest.Depth;

/// <summary>What one message or page cost.</summary>
/// <param name="P50Ms">Half of them took longer.</param>
/// <param name="ServerUs">The server's processor time, without PostgreSQL; null where it isn't known.</param>
/// <param name="PostgresUs">PostgreSQL's; null where it isn't known.</param>
internal readonly record struct CostFigures(double P50Ms, double? ServerUs, double? PostgresUs)
{
    /// <summary>Both; null where one isn't known.</summary>
    public double? TotalUs => ServerUs + PostgresUs;
}
