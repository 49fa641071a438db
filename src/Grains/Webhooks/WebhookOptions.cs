namespace ChatOrleans.Grains.Webhooks;

/// <summary>The section <c>Chat:Webhooks</c>: who is told what happens, and how hard it is tried.</summary>
public sealed class WebhookOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Webhooks";

    /// <summary>
    /// Who is told, by a name: 1 to 32 of a-z, 0-9 and '-'. The name is what the progress is kept under. At most 16. All
    /// silos have the same.
    /// </summary>
    public Dictionary<string, WebhookEndpointOptions> Endpoints { get; init; } = [];

    /// <summary>Whether <c>http://</c> is taken as well as <c>https://</c>.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Whether addresses of private and special networks are connected to.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How long an endpoint may take to answer; 1 to 60 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts until a delivery is a dead letter; 1 to 100.</summary>
    public int Attempts { get; set; } = 16;

    /// <summary>The pause after a first failure; it doubles with each further one. 100 ms to 60 s.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause; 1 s to 1 d.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Deliveries to one endpoint at a time, in each silo; 1 to 64.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>How long the comparison of all threads with what was told takes to come round; 1 min to 1 d.</summary>
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromMinutes(5);
}
