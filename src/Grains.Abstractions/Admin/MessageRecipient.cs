using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>How far a message has come with one of those whom it was for.</summary>
[GenerateSerializer, Immutable, Alias("chat.MessageRecipient")]
public sealed record MessageRecipient
{
    /// <summary>The member.</summary>
    [Id(0)] public required UserId UserId { get; init; }

    /// <summary>Whether a client of theirs has said that it has it.</summary>
    [Id(1)] public required bool Delivered { get; init; }

    /// <summary>Whether they have read it.</summary>
    [Id(2)] public required bool Read { get; init; }

    /// <summary>How far their clients have the thread's log.</summary>
    [Id(3)] public required long DeliveredSeq { get; init; }

    /// <summary>How far they have read it.</summary>
    [Id(4)] public required long ReadSeq { get; init; }

    /// <summary>How many gateways hold connections of theirs now.</summary>
    [Id(5)] public required int Gateways { get; init; }
}
