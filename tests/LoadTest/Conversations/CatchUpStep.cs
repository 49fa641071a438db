namespace ChatOrleans.LoadTest.Conversations;

/// <summary>What an answer to <c>Sync</c> leaves to do.</summary>
internal enum CatchUpStep
{
    /// <summary>Nothing: everything has come.</summary>
    Done,

    /// <summary>To wait for the next answer.</summary>
    More,

    /// <summary>To ask again after a while.</summary>
    Refused,
}
