namespace ChatOrleans.Benchmarks.Pieces;

/// <summary>The pieces that are measured, along a message's way.</summary>
internal static class AllPieces
{
    /// <summary>New ones, not prepared yet.</summary>
    public static IReadOnlyList<IPiece> Make() => [.. MakeSingle(), new WholePathPiece()];

    /// <summary>Those that run in this process.</summary>
    public static IReadOnlyList<IPiece> MakeSingle() =>
    [
        new HubDispatchPiece(),
        new ThreadStatePiece(),
        new AppendPiece(rows: 1),
        new AppendPiece(rows: 100),
        new AppendPiece(rows: 500),
        new OutboxPiece(),
        new FanOutPiece(),
        new PushFramePiece(),
    ];
}
