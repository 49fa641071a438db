using ChatOrleans.Grains.Abstractions.Users;

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

    /// <summary>The message <see cref="ThreadEvent.TargetSeq"/> reads <see cref="ThreadEvent.Text"/> from now on.</summary>
    Edited = 4,

    /// <summary>The message <see cref="ThreadEvent.TargetSeq"/> is gone; its place stays.</summary>
    Deleted = 5,

    /// <summary>
    /// A member's <see cref="ThreadEvent.Emoji"/> joined the message <see cref="ThreadEvent.TargetSeq"/>, or left it
    /// (<see cref="ThreadEvent.Added"/>). Leaving is stored as 7.
    /// </summary>
    Reacted = 6,

    /// <summary>A message with <see cref="ThreadEvent.Text"/> from the host application; its sender is <see cref="UserId.System"/>.</summary>
    System = 8,
}
