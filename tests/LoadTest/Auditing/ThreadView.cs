namespace ChatOrleans.LoadTest.Auditing;

/// <summary>A thread as the server shows it to one of its members.</summary>
/// <param name="LastSeq">Where the log ends.</param>
/// <param name="IsActive">Whether the thread takes messages.</param>
/// <param name="Unread">The peer's messages above <paramref name="ReadSeq"/>.</param>
/// <param name="ReadSeq">How far the member has read.</param>
/// <param name="PeerReadSeq">How far the peer has read.</param>
/// <param name="PeerDeliveredSeq">How far the peer has got.</param>
internal sealed record ThreadView(
    long LastSeq, bool IsActive, long Unread, long ReadSeq, long PeerReadSeq, long PeerDeliveredSeq);
