namespace ChatOrleans.Grains.Threads;

/// <summary>Where in the log something stands, and since when.</summary>
internal readonly record struct StoredPlace(long Seq, DateTimeOffset At);
