namespace ChatOrleans.LoadTest.Tampering;

/// <summary>
/// The frames that are tampered with: those that carry a message. Handshakes, pings, calls other than <c>SendMessage</c>
/// and their answers always pass as they are: without them there is no run whose account could be wrong.
/// </summary>
internal enum TamperTarget
{
    /// <summary>A client's <c>SendMessage</c>.</summary>
    Send,

    /// <summary>The server's acknowledgement of one.</summary>
    Answer,

    /// <summary>The server's push of an event that is a message.</summary>
    Push,
}
