namespace ChatOrleans.LoadTest.Auditing;

/// <summary>
/// An event as one source tells it. The text is not kept: a fingerprint tells two texts apart, and nothing that is printed
/// can hold what people wrote.
/// </summary>
/// <param name="Seq">Its place.</param>
/// <param name="Kind">What it is.</param>
/// <param name="SenderId">Whose it is.</param>
/// <param name="At">When it was stored, in milliseconds since 1970.</param>
/// <param name="ClientMessageId">Of a message, or of a change of one.</param>
/// <param name="Fingerprint">Of its text, or of a reaction; good within this process only, and 0 where there is none.</param>
/// <param name="IsItsText">Whether the text is the one that belongs to its id.</param>
/// <param name="TargetSeq">Of a change: the message that it is about.</param>
/// <param name="Standing">Of a message in history: what has become of it beside its text.</param>
internal readonly record struct LogEntry(
    long Seq,
    EventKind Kind,
    string SenderId,
    long At,
    string? ClientMessageId,
    int Fingerprint,
    bool IsItsText,
    long TargetSeq = 0,
    int Standing = 0)
{
    /// <summary>Whether another source tells the same; times may be cut or rounded to milliseconds.</summary>
    public bool Agrees(in LogEntry other) =>
        Seq == other.Seq
        && Kind == other.Kind
        && Fingerprint == other.Fingerprint
        && TargetSeq == other.TargetSeq
        && Standing == other.Standing
        && Math.Abs(At - other.At) <= 1
        && ClientMessageId == other.ClientMessageId
        && SenderId == other.SenderId;
}
