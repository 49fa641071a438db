using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Jobs;

/// <summary>A job, with the right to go on with it for a while.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Kind">What it does.</param>
/// <param name="User">Whom it is about; null for retention.</param>
/// <param name="Claim">What the right is known by.</param>
/// <param name="Attempts">How often it has failed since it last got on.</param>
/// <param name="Progress">What it has noted.</param>
internal sealed record Job(Guid JobId, JobKind Kind, UserId? User, Guid Claim, int Attempts, string? Progress);
