namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>Whether a webhook's endpoint has come past an event.</summary>
[GenerateSerializer, Immutable, Alias("chat.WebhookState")]
public sealed record WebhookState
{
    /// <summary>The endpoint's name.</summary>
    [Id(0)] public required string Endpoint { get; init; }

    /// <summary>Whether it was told, or come past because it is not told of such events, or would not take it.</summary>
    [Id(1)] public required bool Passed { get; init; }

    /// <summary>Whether it would not take it.</summary>
    [Id(2)] public required bool DeadLetter { get; init; }
}
