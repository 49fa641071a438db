namespace ChatOrleans.LoadTest.Depth;

/// <summary>Does all kinds of work to several threads in turns, so that what the machine does meanwhile meets all alike.</summary>
internal static class Comparison
{
    private const int WarmUps = 2;

    public static async Task<FlatnessFigures> RunAsync(
        IReadOnlyList<(string Place, DeepThread Thread)> places, int rounds, int count, CancellationToken cancellationToken)
    {
        var works = Enum.GetValues<DeepWork>();
        var costs = works.ToDictionary(work => work, _ => places.Select(_ => new List<CostFigures>()).ToArray());
        for (var round = -WarmUps; round < rounds; round++)
        {
            foreach (var work in works)
            {
                for (var turn = 0; turn < places.Count; turn++)
                {
                    // Another one first in each round.
                    var place = (turn + round + WarmUps) % places.Count;
                    var thread = places[place].Thread;
                    await thread.TouchAsync(cancellationToken);
                    var cost = await thread.MeasureAsync(work, count, cancellationToken);
                    if (round >= 0)
                    {
                        costs[work][place].Add(cost);
                    }
                }
            }

            await Console.Error.WriteLineAsync(round < 0 ? "warming up" : $"round {round + 1} of {rounds}");
        }

        return new FlatnessFigures
        {
            Rows =
            [
                .. works.SelectMany(work => FlatnessFigures.Compare(
                    work.ToString(),
                    [.. places.Select((place, i) => (place.Place, (IReadOnlyList<CostFigures>)costs[work][i]))])),
            ],
        };
    }
}
