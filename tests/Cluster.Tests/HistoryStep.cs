using FsCheck;
using FsCheck.Fluent;

namespace ChatOrleans.Cluster.Tests;

/// <summary>What a member does next.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Member">Which of the two.</param>
/// <param name="Place">The message it is about, counted from the log's end; for marks the place.</param>
/// <param name="Choice">Which reaction, and whether it joins; whether a message answers another.</param>
internal sealed record HistoryStep(HistoryStepKind Kind, int Member, int Place, int Choice)
{
    /// <summary>Histories, mostly of messages and changes of the last few.</summary>
    public static Gen<HistoryStep[]> Many() =>
        (from weight in Gen.Choose(0, 32)
         from member in Gen.Choose(0, 1)
         from place in Gen.Frequency((4, Gen.Choose(0, 5)), (1, Gen.Choose(0, 40)))
         from choice in Gen.Choose(0, 5)
         select new HistoryStep(KindOf(weight), member, place, choice)).ArrayOf();

    private static HistoryStepKind KindOf(int weight) => weight switch
    {
        < 9 => HistoryStepKind.Send,
        < 12 => HistoryStepKind.Edit,
        < 16 => HistoryStepKind.Delete,
        < 20 => HistoryStepKind.React,
        < 25 => HistoryStepKind.Mark,
        < 26 => HistoryStepKind.Close,
        < 28 => HistoryStepKind.Open,
        28 => HistoryStepKind.Block,
        29 => HistoryStepKind.Forget,
        30 => HistoryStepKind.Retry,
        31 => HistoryStepKind.Clear,
        _ => HistoryStepKind.TakeSnapshot,
    };
}

/// <summary>The kinds of <see cref="HistoryStep"/>.</summary>
internal enum HistoryStepKind
{
    Send,
    Edit,
    Delete,
    React,
    Mark,
    Close,
    Open,

    /// <summary>Blocks the peer, or no longer does.</summary>
    Block,

    /// <summary>The thread's activation ends.</summary>
    Forget,

    /// <summary>The last command comes again.</summary>
    Retry,

    /// <summary>Some of what the member has written goes for good, or of what both have.</summary>
    Clear,

    /// <summary>The devices that are away take a new snapshot.</summary>
    TakeSnapshot,
}
