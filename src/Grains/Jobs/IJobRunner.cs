namespace ChatOrleans.Grains.Jobs;

/// <summary>
/// Does the jobs of one kind. A job may be begun again at any moment, by whomever, from its last noted progress: whatever it
/// does, it has to be right when it is done twice.
/// </summary>
internal interface IJobRunner
{
    /// <summary>Which.</summary>
    JobKind Kind { get; }

    /// <summary>Goes on with a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends it when the silo stops, or when somebody else has taken it over.</param>
    Task<JobOutcome> RunAsync(Job job, CancellationToken cancellationToken);
}
