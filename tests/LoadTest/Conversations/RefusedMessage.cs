namespace ChatOrleans.LoadTest.Conversations;

/// <summary>What a refusal means for a message.</summary>
/// <param name="IsSentAgain">It has to be sent again, with the same id.</param>
/// <param name="IsSettled">It is settled by this: it is not in the log and won't be.</param>
internal readonly record struct RefusedMessage(bool IsSentAgain, bool IsSettled);
