namespace ChatOrleans.LoadTest.Auditing;

/// <summary>
/// An event as one source tells it. The text is not kept: a fingerprint tells two texts apart, and nothing that is printed
/// can hold what people wrote.
/// </summary>
/// <param name="Seq">Its place.</param>
/// <param name="Kind">What it is.</param>
/// <param name="SenderId">Whose it is.</param>
/// <param name="At">When it was stored, in milliseconds since 1970.</param>
/// <param name="ClientMessageId">Of a message.</param>
/// <param name="Fingerprint">Of a message's text; good within this process only.</param>
/// <param name="IsItsText">Whether a message's text is the one that belongs to its id.</param>
internal readonly record struct LogEntry(
    long Seq, EventKind Kind, string SenderId, long At, string? ClientMessageId, int Fingerprint, bool IsItsText)
{
    /// <summary>Whether another source tells the same; times may be cut or rounded to milliseconds.</summary>
    public bool Agrees(in LogEntry other) =>
        Seq == other.Seq
        && Kind == other.Kind
        && Fingerprint == other.Fingerprint
        && Math.Abs(At - other.At) <= 1
        && ClientMessageId == other.ClientMessageId
        && SenderId == other.SenderId;
}
