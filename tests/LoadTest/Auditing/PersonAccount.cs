namespace ChatOrleans.LoadTest.Auditing;

/// <summary>A member of a thread, and what the server answered about how far the member is.</summary>
/// <param name="UserId">Who it is.</param>
/// <param name="AccessToken">To read as this member; still good when the audit begins.</param>
/// <param name="ReadSeqAnswered">The highest place that <c>MarkRead</c> answered; 0 without one.</param>
/// <param name="DeliveredSeqAnswered">The highest place that <c>MarkDelivered</c> answered; 0 without one.</param>
internal sealed record PersonAccount(
    string UserId, string AccessToken, long ReadSeqAnswered = 0, long DeliveredSeqAnswered = 0);
