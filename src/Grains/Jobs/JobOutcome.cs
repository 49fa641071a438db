namespace ChatOrleans.Grains.Jobs;

/// <summary>How far a job has come.</summary>
/// <param name="GoesOnAfter">When it goes on; null when it is finished.</param>
/// <param name="Progress">What it notes for then.</param>
/// <param name="KeptFor">Of a finished one: how long what it has made is kept.</param>
internal readonly record struct JobOutcome(TimeSpan? GoesOnAfter = null, string? Progress = null, TimeSpan? KeptFor = null)
{
    /// <summary>It is finished.</summary>
    public static JobOutcome Finished(TimeSpan? keptFor = null) => new(KeptFor: keptFor);

    /// <summary>There is more to do later.</summary>
    public static JobOutcome GoesOn(TimeSpan after, string? progress = null) => new(after, progress);
}
