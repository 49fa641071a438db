using ChatOrleans.LoadTest.Wire;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>What all conversations of a run have in common.</summary>
internal sealed record ConversationRules
{
    /// <summary>Characters of each message.</summary>
    public required int Size { get; init; }

    /// <summary>Whether a message that the server sheds is sent again; in an open loop it stays refused.</summary>
    public required bool SendsShedAgain { get; init; }

    /// <summary>Whether a message may come too late for its thread, because the other member may close it at any time.</summary>
    public bool MayBeClosed { get; init; }

    /// <summary>Whether the server pushes to the sender's own connection too, as the wire contract says; the bare echo does not.</summary>
    public bool PushesToSender { get; init; } = true;

    /// <summary>What is answered, or pushed on a live connection, later than this is counted.</summary>
    public TimeSpan Patience { get; init; } = HubSocket.LongestAnswer;

    /// <summary>
    /// Told of each acknowledgement: the sender, when the message left or should have left, and the moment, both as
    /// timestamps of <see cref="System.Diagnostics.Stopwatch"/>. It must not wait.
    /// </summary>
    public Action<string, long, long>? Acknowledged { get; init; }

    /// <summary>
    /// What the clientMessageId of every message of this process begins with: ids are unique per thread and sender for
    /// ever, and the same two meet again in later runs.
    /// </summary>
    public string RunId { get; } = Guid.NewGuid().ToString("N")[..10];
}
