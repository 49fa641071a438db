using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>An opening that holds both claims while its caller closes another thread.</summary>
internal sealed record OpeningAttempt(Guid Id, UserId Caller, DateTimeOffset Until);
