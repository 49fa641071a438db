namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>A change of a message on its way to its thread.</summary>
[GenerateSerializer, Immutable, Alias("chat.ChangeCommand")]
public sealed record ChangeCommand
{
    /// <summary>The longest reaction, in UTF-16 units: an emoji may be made of many parts.</summary>
    public const int MaxEmojiLength = 64;

    /// <summary>What it does: <see cref="EventType.Edited"/>, <see cref="EventType.Deleted"/> or <see cref="EventType.Reacted"/>.</summary>
    [Id(0)] public required EventType Type { get; init; }

    /// <summary>The caller's id of the command; unique per thread and sender, messages included. A retry carries the same.</summary>
    [Id(1)] public required string ClientMessageId { get; init; }

    /// <summary>The message that it is about.</summary>
    [Id(2)] public required long TargetSeq { get; init; }

    /// <summary>Of an edit: the text from now on, well-formed Unicode without U+0000.</summary>
    [Id(3)] public string? Text { get; init; }

    /// <summary>Of a reaction: what it is.</summary>
    [Id(4)] public string? Emoji { get; init; }

    /// <summary>Of a reaction: whether it joins; otherwise it is withdrawn.</summary>
    [Id(5)] public bool Added { get; init; }
}
