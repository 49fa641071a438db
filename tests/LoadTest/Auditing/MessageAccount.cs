namespace ChatOrleans.LoadTest.Auditing;

/// <summary>A message as its sender knows it.</summary>
/// <param name="Sender">0 for the thread's one member, 1 for the other one.</param>
/// <param name="ClientMessageId">The id that it was sent with.</param>
/// <param name="AckSeq">The place that the acknowledgement named; 0 without one.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="SentAgain">Sent more than once, so that it may rightly be stored behind a message sent after it.</param>
internal readonly record struct MessageAccount(
    byte Sender, string ClientMessageId, long AckSeq, MessageFate Fate, bool SentAgain = false);
