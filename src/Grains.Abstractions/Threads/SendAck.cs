namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>The acknowledgement of a message: it is durable. A retry gets the first answer with <see cref="Duplicate"/>.</summary>
[GenerateSerializer, Immutable, Alias("chat.SendAck")]
public sealed record SendAck
{
    /// <summary>The message's place in the thread's log.</summary>
    [Id(0)] public required long Seq { get; init; }

    /// <summary>The event's <see cref="ThreadEvent.At"/>.</summary>
    [Id(1)] public required DateTimeOffset SentAt { get; init; }

    /// <summary>Whether the message was stored by an earlier call.</summary>
    [Id(2)] public required bool Duplicate { get; init; }
}
