namespace ChatOrleans.LoadTest.Auditing;

/// <summary>What its sender was told of a message.</summary>
internal enum MessageFate : byte
{
    /// <summary>Nothing that settles it: no answer, or one that leaves the outcome open. It may be stored or not.</summary>
    Unknown,

    /// <summary>Stored at the place that the acknowledgement named.</summary>
    Acknowledged,

    /// <summary>Refused for good: it must not be stored.</summary>
    Refused,
}
