namespace ChatOrleans.Client.Contract;

/// <summary>A command is stored.</summary>
public sealed record SendAck
{
    /// <summary>The event's place in the log.</summary>
    public required long Seq { get; init; }

    /// <summary>When the server took it.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Whether an earlier call stored it.</summary>
    public required bool Duplicate { get; init; }
}
