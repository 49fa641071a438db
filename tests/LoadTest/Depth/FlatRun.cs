using ChatOrleans.LoadTest.Limits;
using ChatOrleans.LoadTest.Server;
using Npgsql;

namespace ChatOrleans.LoadTest.Depth;

/// <summary>The same rate of messages over few and over many connections, in turns.</summary>
internal static class FlatRun
{
    /// <param name="plan">The load, but for its pairs.</param>
    /// <param name="pairs">The numbers of pairs, the least first.</param>
    /// <param name="rate">Messages a second in all.</param>
    /// <param name="rounds">Turns.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<FlatnessFigures> RunAsync(
        LoadPlan plan, IReadOnlyList<int> pairs, double rate, int rounds, CancellationToken cancellationToken)
    {
        await using var product = await ProductProcess.StartAsync();
        await using var database = NpgsqlDataSource.Create(product.Database);
        var costs = pairs.Select(_ => new List<CostFigures>()).ToArray();
        var trouble = new List<string>();
        var loads = new List<PairLoad>();
        foreach (var count in pairs)
        {
            var people = await SeededAccounts.MakeAsync(product.Url, database, 2 * count, cancellationToken);
            loads.Add(new PairLoad(product.Url, product.Id, people, isProduct: true));
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < pairs.Count; turn++)
            {
                var place = (turn + round) % pairs.Count;
                var figures = await loads[place].RunAsync(plan, rate, cancellationToken);
                costs[place].Add(new CostFigures(figures.Delivery.P50Ms, figures.Cost?.ServerUs, figures.Cost?.PostgresUs));
                trouble.AddRange(figures.Trouble());
            }
        }

        return new FlatnessFigures
        {
            Rows =
            [
                .. FlatnessFigures.Compare(
                    "Rate", [.. pairs.Select((count, i) => ($"{count} pairs", (IReadOnlyList<CostFigures>)costs[i]))]),
            ],
            Trouble = trouble,
        };
    }
}
