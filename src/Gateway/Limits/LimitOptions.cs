namespace ChatOrleans.Gateway.Limits;

/// <summary>The section <c>Chat:Limits</c>: what one user or one address may do through one gateway.</summary>
public sealed class LimitOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Limits";

    /// <summary>
    /// The networks (<c>10.0.0.0/8</c>, <c>fd00::/8</c>, single addresses) whose calls and connections meet none of these
    /// limits. Empty by default.
    /// </summary>
    public IList<string> ExemptNetworks { get; } = [];

    /// <summary>Registrations from one address (IPv6: one /64).</summary>
    public RateOptions Registration { get; set; } = new() { PerSecond = 1, Burst = 100 };

    /// <summary>Logins from one address, successful ones included.</summary>
    public RateOptions Login { get; set; } = new() { PerSecond = 0.5, Burst = 50 };

    /// <summary>Openings by one user.</summary>
    public RateOptions Opening { get; set; } = new() { PerSecond = 2, Burst = 40 };

    /// <summary>Openings by one user with the same other one.</summary>
    public RateOptions OpeningPair { get; set; } = new() { PerSecond = 1, Burst = 20 };

    /// <summary>People searches by one user.</summary>
    public RateOptions Search { get; set; } = new() { PerSecond = 1, Burst = 10 };

    /// <summary>Searches in messages by one user.</summary>
    public RateOptions MessageSearch { get; set; } = new() { PerSecond = 1, Burst = 20 };

    /// <summary>Messages sent by one user.</summary>
    public RateOptions Sends { get; set; } = new() { PerSecond = 20, Burst = 100 };

    /// <summary>Messages over <see cref="Sends"/> that are still looked up, in case they are retries of stored ones.</summary>
    public RateOptions SendLookups { get; set; } = new() { PerSecond = 100, Burst = 1_000 };
}
