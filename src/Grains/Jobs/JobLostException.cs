namespace ChatOrleans.Grains.Jobs;

/// <summary>Somebody else does the job by now, or nobody is to do it any more.</summary>
internal sealed class JobLostException() : Exception("The job is no longer held.");
