namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>How the pairs of a run talk.</summary>
internal sealed record PairSettings
{
    /// <summary>Pairs; each is two connections and one thread.</summary>
    public required int Pairs { get; init; }

    /// <summary>Characters of each message.</summary>
    public required int Size { get; init; }

    /// <summary>Whether the two take turns; otherwise one writes and the other one reads.</summary>
    public required bool Alternate { get; init; }

    /// <summary>
    /// Whether a message leaves as soon as the partner has the last one and it is acknowledged (a closed loop), and is
    /// sent again when the server refused it; otherwise a schedule sends, and what is refused stays refused.
    /// </summary>
    public required bool ClosedLoop { get; init; }

    /// <summary>Whether the server pushes to the sender's own connection too, as the wire contract says; the bare echo does not.</summary>
    public required bool PushesToSender { get; init; }
}
