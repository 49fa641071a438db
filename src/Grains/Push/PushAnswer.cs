namespace ChatOrleans.Grains.Push;

/// <summary>A target's answer to a post.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="RetryAfter">When to come again, where it says so.</param>
internal readonly record struct PushAnswer(PushOutcome Outcome, TimeSpan? RetryAfter = null);
