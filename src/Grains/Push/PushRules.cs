namespace ChatOrleans.Grains.Push;

/// <summary>Who is told of what.</summary>
internal static class PushRules
{
    private static readonly TimeSpan ShortestLook = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(30);

    /// <summary>What to do at this moment.</summary>
    /// <param name="claim">What is known of the target.</param>
    /// <param name="news">What the thread looks like.</param>
    /// <param name="now">The moment.</param>
    /// <param name="timeToLive">How long a message is worth a notification.</param>
    public static PushStep Decide(PushClaim claim, PushNews news, DateTimeOffset now, TimeSpan timeToLive)
    {
        if (news.NewestSeq == 0 || news.IsBarred)
        {
            return claim.ShownSeq > 0 ? PushStep.Withdraw : PushStep.Rest;
        }

        if (news.NewestSeq <= claim.ToldSeq ||
            news.MutedUntil > now ||
            news.NewestAt < now - timeToLive ||
            news.NewestAt < claim.Device?.CreatedAt)
        {
            return PushStep.Rest;
        }

        // Only what a device says it has counts as delivered: a connection may be one that nobody is behind any more.
        return !claim.IsOnline ? PushStep.Show
            : news.DeliveredSeq >= news.NewestSeq ? PushStep.Rest
            : PushStep.Wait;
    }

    /// <summary>When to look again at what waits: the less often, the longer it has waited.</summary>
    public static TimeSpan LookAgainAfter(PushNews news, DateTimeOffset now)
    {
        var age = now - news.NewestAt;
        return age < ShortestLook ? ShortestLook : age > LongestLook ? LongestLook : age;
    }
}
