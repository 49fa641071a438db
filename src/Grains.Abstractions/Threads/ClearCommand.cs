using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>What is to be taken away of a thread, in nobody's name.</summary>
[GenerateSerializer, Immutable, Alias("chat.ClearCommand")]
public sealed record ClearCommand
{
    /// <summary>Changes a call, at most.</summary>
    public const int MaxLimit = 200;

    /// <summary>Of whom: their messages, and then their reactions. Absent: everybody's messages, the system's too.</summary>
    [Id(0)] public UserId? Member { get; init; }

    /// <summary>Only messages from before; absent: whenever.</summary>
    [Id(1)] public DateTimeOffset? Before { get; init; }

    /// <summary>Only messages behind this seq: where the call before has come to.</summary>
    [Id(2)] public long After { get; init; }

    /// <summary>Changes at most, 1 to <see cref="MaxLimit"/>.</summary>
    [Id(3)] public int Limit { get; init; } = MaxLimit;
}
