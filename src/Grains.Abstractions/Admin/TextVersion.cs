namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>A message's text as an event left it: the message itself, or an edit.</summary>
[GenerateSerializer, Immutable, Alias("chat.TextVersion")]
public sealed record TextVersion
{
    /// <summary>The event's place in the thread's log.</summary>
    [Id(0)] public required long Seq { get; init; }

    /// <summary>When the thread took it.</summary>
    [Id(1)] public required DateTimeOffset At { get; init; }

    /// <summary>The text; absent once the message is deleted, which takes all its texts away.</summary>
    [Id(2)] public string? Text { get; init; }
}
