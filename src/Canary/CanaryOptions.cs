namespace ChatOrleans.Canary;

/// <summary>The section <c>Chat:Canary</c>.</summary>
internal sealed class CanaryOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Canary";

    /// <summary>The gateways (<c>https://host[:port]</c>) that the pairs talk through; at least one.</summary>
    public IList<string> Gateways { get; } = [];

    /// <summary>Pairs that talk at the same time; 1 to 100, and at least as many as there are gateways.</summary>
    public int Pairs { get; set; } = 8;

    /// <summary>How the canary's accounts begin: <c>name.l.0</c>, <c>name.r.0</c> and so on. 3 to 20 letters, digits and points.</summary>
    public string Handle { get; set; } = "canary";

    /// <summary>The accounts' password, 8 to 128 characters; they are registered with it at the first start.</summary>
    public string Password { get; set; } = string.Empty;

    /// <summary>How often a pair exchanges a message: 100 ms to 10 min.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a pair stays together before everybody gets another partner, and so another thread: 5 s to 1 day.</summary>
    public TimeSpan Round { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long an acknowledged message may take to its receiver before the receiver looks for it in the log: 1 s to 10 min.
    /// </summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);
}
