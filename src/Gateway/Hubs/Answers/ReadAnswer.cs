namespace ChatOrleans.Gateway.Hubs.Answers;

/// <summary>The value of <c>MarkRead</c>.</summary>
internal sealed record ReadAnswer
{
    /// <summary>The stored watermark.</summary>
    public required long ReadSeq { get; init; }

    /// <summary>The thread's unread count, absolute.</summary>
    public required long Unread { get; init; }
}
