namespace ChatOrleans.Gateway.Limits;

/// <summary>A token bucket: so many at once, and so many a second after that.</summary>
public sealed class RateOptions
{
    /// <summary>Tokens that come back each second; above 0, at most 1,000,000.</summary>
    public double PerSecond { get; set; }

    /// <summary>Tokens of a full bucket; 1 to 1,000,000.</summary>
    public int Burst { get; set; }
}
