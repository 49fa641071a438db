namespace ChatOrleans.Faults.Recovering;

/// <summary>A message that was acknowledged.</summary>
/// <param name="UserId">Its sender.</param>
/// <param name="SentAt">When it left, or should have left; a <see cref="System.Diagnostics.Stopwatch"/> timestamp.</param>
/// <param name="AckedAt">When its answer came.</param>
internal readonly record struct Ack(string UserId, long SentAt, long AckedAt);
