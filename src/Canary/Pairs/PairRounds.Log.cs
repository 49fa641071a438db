namespace ChatOrleans.Canary.Pairs;

internal sealed partial class PairRounds
{
    [LoggerMessage(8020, LogLevel.Information, "Round {Round}: {Pairs} pairs talk.")]
    private partial void LogRound(int round, int pairs);
}
