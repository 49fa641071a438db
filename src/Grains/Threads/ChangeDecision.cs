using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Grains.Threads;

/// <summary>What a thread makes of a change: a refusal, the place of what has made it so already, or neither, and then it may be stored.</summary>
internal readonly record struct ChangeDecision(Refusal? Refused, StoredPlace? Standing)
{
    /// <summary>It is new and may be stored.</summary>
    public static readonly ChangeDecision Append;

    public static implicit operator ChangeDecision(Refusal refused) => new(refused, null);

    public static implicit operator ChangeDecision(StoredPlace standing) => new(null, standing);
}
