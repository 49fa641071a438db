using ChatOrleans.LoadTest.Limits;
using Npgsql;

namespace ChatOrleans.LoadTest.Depth;

/// <summary>The same rate of messages over few and over many connections, in turns.</summary>
internal static class FlatRun
{
    /// <param name="plan">The load; its pairs are those of the least.</param>
    /// <param name="pairs">The numbers of pairs, the least first.</param>
    /// <param name="rate">Messages a second in all.</param>
    /// <param name="rounds">Turns.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<FlatnessFigures> RunAsync(
        LoadPlan plan, IReadOnlyList<int> pairs, double rate, int rounds, CancellationToken cancellationToken)
    {
        await using var product = await OwnProduct.StartAsync(
            folder: null, new Dictionary<string, string>(), cancellationToken);
        await using var database = NpgsqlDataSource.Create(product.Database);
        var costs = pairs.Select(_ => new List<CostFigures>()).ToArray();
        var trouble = new List<string>();
        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < pairs.Count; turn++)
            {
                var place = (turn + round) % pairs.Count;

                // New people each time, with tokens that are young enough.
                var people = await SeededAccounts.MakeAsync(product.Address, database, 2 * pairs[place], cancellationToken);
                var figures = await PairLoad.RunAsync(
                    plan with { Pairs = pairs[place] }, product.Address, product.Id, people, rate, isProduct: true, cancellationToken);
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
