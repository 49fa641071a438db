namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>What an event of a thread's log says. The numbers are stored; they are never reused.</summary>
[GenerateSerializer, Alias("chat.EventType")]
public enum EventType : short
{
    /// <summary>A message with <see cref="ThreadEvent.Text"/>.</summary>
    Message = 1,

    /// <summary>An active phase began.</summary>
    Opened = 2,

    /// <summary>The active phase ended.</summary>
    Closed = 3,
}
