namespace ChatOrleans.Grains.Threads;

/// <summary>A message's text as an event left it: the message itself, or an edit.</summary>
internal sealed record MessageVersion(long Seq, DateTimeOffset At, string? Text);
