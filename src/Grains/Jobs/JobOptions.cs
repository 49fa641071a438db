namespace ChatOrleans.Grains.Jobs;

/// <summary>The section <c>Chat:Jobs</c>: work in the background that survives the process that does it.</summary>
public sealed class JobOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Jobs";

    /// <summary>How long after the end of who did it a job is taken over; 1 s to 10 min.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a silo looks for jobs that others have left; 100 ms to 10 min.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause after a first failure; it doubles with each further one. 100 ms to 60 s.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause; 1 s to 1 d.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(10);
}
