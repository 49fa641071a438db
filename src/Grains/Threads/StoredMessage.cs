namespace ChatOrleans.Grains.Threads;

/// <summary>What is stored under a sender's <c>clientMessageId</c>.</summary>
internal readonly record struct StoredMessage(long Seq, DateTimeOffset At, string? Text);
