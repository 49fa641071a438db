using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Push;

/// <summary>What a thread looks like to a member at this moment, as far as notifications go.</summary>
internal sealed record PushNews
{
    /// <summary>The other member.</summary>
    public required UserId PeerId { get; init; }

    /// <summary>How far the member has been delivered.</summary>
    public long DeliveredSeq { get; init; }

    /// <summary>Until when the member has muted the thread.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Whether one of the two has blocked the other, or the member is gone.</summary>
    public bool IsBarred { get; init; }

    /// <summary>The peer's newest message that is neither read nor deleted nor put away; 0 for none.</summary>
    public long NewestSeq { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset NewestAt { get; init; }

    /// <summary>Its text, where that was asked for.</summary>
    public string? Text { get; init; }

    /// <summary>Unread messages, where there is a newest one that was not looked at before.</summary>
    public long Unread { get; init; }
}
