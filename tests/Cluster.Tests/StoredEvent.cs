using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

/// <summary>A row of the log.</summary>
internal sealed record StoredEvent(long Seq, EventType Type, UserId Sender, DateTime At, string? Id, string? Text);
