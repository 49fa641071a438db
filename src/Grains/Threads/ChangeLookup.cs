namespace ChatOrleans.Grains.Threads;

/// <summary>What the log knows of a change that has come in, of one snapshot.</summary>
/// <param name="Stored">What is stored under its id.</param>
/// <param name="Target">What it is about; null where the log has no such place.</param>
/// <param name="Reaction">The event that brought the same reaction of the same member, while that is there.</param>
internal sealed record ChangeLookup(StoredMessage? Stored, ChangeTarget? Target, StoredPlace? Reaction);
