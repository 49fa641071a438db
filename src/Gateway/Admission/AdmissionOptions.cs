namespace ChatOrleans.Gateway.Admission;

/// <summary>The section <c>Chat:Admission</c>: how much reconnecting a gateway takes on at a time.</summary>
internal sealed class AdmissionOptions
{
    public const string Section = "Chat:Admission";

    /// <summary>Connections that are being set up at a time; 1 to 10,000.</summary>
    public int Connections { get; set; } = 64;

    /// <summary><c>Sync</c> calls that are being answered at a time; 1 to 1,000.</summary>
    public int Syncs { get; set; } = 32;

    /// <summary>Who may wait for a place, of each kind; 0 to 100,000. More are refused at once.</summary>
    public int QueueLimit { get; set; } = 5_000;

    /// <summary>Who has waited for this long is refused; 100 ms to 30 s.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The shortest wait that who is refused is told; 100 ms to 60 s. See <see cref="RetryTimes"/> for the longest.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);
}
