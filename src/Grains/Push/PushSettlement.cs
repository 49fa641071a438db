namespace ChatOrleans.Grains.Push;

/// <summary>How a claim is given back.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="ToldSeq">How far the log was looked at.</param>
/// <param name="ShownSeq">The message that a notification stands for now; 0 for none.</param>
/// <param name="Attempts">How often it has failed.</param>
/// <param name="Pause">When somebody looks at it again; null where there is nothing left to do.</param>
internal sealed record PushSettlement(PushClaim Claim, long ToldSeq, long ShownSeq, int Attempts = 0, TimeSpan? Pause = null)
{
    /// <summary>Nothing has changed; it is looked at again.</summary>
    public static PushSettlement Later(PushClaim claim, TimeSpan pause) =>
        new(claim, claim.ToldSeq, claim.ShownSeq, claim.Attempts, pause);

    /// <summary>All that there is was looked at.</summary>
    public static PushSettlement Done(PushClaim claim, PushNews news, long shownSeq) =>
        new(claim, Math.Max(claim.WantedSeq, news.NewestSeq), shownSeq);
}
