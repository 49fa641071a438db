namespace ChatOrleans.Grains.People;

/// <summary>A message as it read when it was reported; deleted messages have no text.</summary>
internal sealed record ReportedMessage(DateTimeOffset At, string? Text);
