using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Tampering;

namespace ChatOrleans.LoadTest.Tests.Tampering;

/// <summary>One way to tamper, and what has to be found.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Target">To which frames.</param>
/// <param name="Field">Where, if altered.</param>
/// <param name="Found">The kinds of violation that count it, at least once each time it is done; nothing is to be found when empty.</param>
internal sealed record TamperCase(TamperKind Kind, TamperTarget Target, TamperField? Field, params Violation[] Found)
{
    /// <summary>All ways there are.</summary>
    public static IReadOnlyDictionary<string, TamperCase> All { get; } = new TamperCase[]
    {
        new(TamperKind.Lose, TamperTarget.Push, null, Violation.Gap, Violation.NotPushed),
        new(TamperKind.Double, TamperTarget.Push, null, Violation.Doubled),
        new(TamperKind.Reorder, TamperTarget.Push, null, Violation.Reordered),
        new(TamperKind.Delay, TamperTarget.Push, null, Violation.Gap, Violation.NotPushed),
        new(TamperKind.Alter, TamperTarget.Push, TamperField.Text, Violation.Altered),
        new(TamperKind.Alter, TamperTarget.Push, TamperField.ClientMessageId, Violation.Altered),
        new(TamperKind.Alter, TamperTarget.Push, TamperField.Seq, Violation.Gap, Violation.NotPushed, Violation.WrongSeq),

        new(TamperKind.Lose, TamperTarget.Answer, null, Violation.Unanswered),
        new(TamperKind.Double, TamperTarget.Answer, null, Violation.Unexpected),
        // Answers name their message, and nothing is promised of their order: changing it changes nothing.
        new(TamperKind.Reorder, TamperTarget.Answer, null),
        new(TamperKind.Delay, TamperTarget.Answer, null, Violation.Late),
        new(TamperKind.Alter, TamperTarget.Answer, TamperField.Seq, Violation.WrongSeq),

        new(TamperKind.Lose, TamperTarget.Send, null, Violation.Unanswered),
        new(TamperKind.Double, TamperTarget.Send, null, Violation.Unexpected),
        new(TamperKind.Reorder, TamperTarget.Send, null, Violation.Reordered),
        new(TamperKind.Delay, TamperTarget.Send, null, Violation.Late),
        new(TamperKind.Alter, TamperTarget.Send, TamperField.Text, Violation.Altered),
        new(TamperKind.Alter, TamperTarget.Send, TamperField.ClientMessageId, Violation.Altered, Violation.Unexpected),
    }.ToDictionary(way => way.Name);

    /// <summary>As short as the test can wait, where something has to be missed; long where the machine is not to blame.</summary>
    public int PatienceSeconds => Found.Length > 0 ? 2 : TamperedRuns.Patience;

    /// <summary>
    /// Whether some of it may go unseen: a push that is missed while its reader catches up, as after the one missed before
    /// it, is answered by the catch-up, and then nothing is broken.
    /// </summary>
    public bool MayBeMadeGood => Found.Contains(Violation.Gap);

    public string Name => $"{Kind} {Target}{(Field is { } place ? $" {place}" : "")}";

    public TamperSettings Settings { get; } = new()
    {
        EveryFrames = 150,
        Kinds = [Kind],
        Targets = [Target],
        Fields = Field is { } one ? [one] : [],
        Delay = TimeSpan.FromSeconds(2.5),
    };
}
