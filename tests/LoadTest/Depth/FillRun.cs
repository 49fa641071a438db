using ChatOrleans.LoadTest.Limits;
using ChatOrleans.LoadTest.Server;
using Npgsql;

namespace ChatOrleans.LoadTest.Depth;

/// <summary>
/// Two products side by side, one with an almost empty log and one whose log no longer fits its database's memory; the
/// same load and the same questions, in turns.
/// </summary>
internal static class FillRun
{
    private const int HistoryDepth = 1_000;

    /// <param name="plan">The load.</param>
    /// <param name="rows">Rows of the full log.</param>
    /// <param name="folder">The data folder of the full one, which is kept for the next run; null for a passing one.</param>
    /// <param name="rounds">Turns.</param>
    /// <param name="count">Messages and pages of each turn, beside the load.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<FlatnessFigures> RunAsync(
        LoadPlan plan, long rows, string? folder, int rounds, int count, CancellationToken cancellationToken)
    {
        await using var empty = await ProductProcess.StartAsync();
        await using var full = await ProductProcess.StartAsync(folder);
        await using var emptyDatabase = NpgsqlDataSource.Create(empty.Database);
        await using var fullDatabase = NpgsqlDataSource.Create(full.Database);
        await ThreadSeed.FillAsync(fullDatabase, rows, plan.Size, cancellationToken);

        var sides = new[] { ("empty", empty, emptyDatabase), ("full", full, fullDatabase) };
        var loads = new List<PairLoad>();
        var threads = new List<(string Place, DeepThread Thread)>();
        var floods = sides.Select(_ => new List<CostFigures>()).ToArray();
        var trouble = new List<string>();
        try
        {
            foreach (var (place, product, database) in sides)
            {
                var people = await SeededAccounts.MakeAsync(product.Url, database, 2 * plan.Pairs, cancellationToken);
                loads.Add(new PairLoad(product.Url, product.Id, people, isProduct: true));
                var two = await SeededAccounts.MakeAsync(product.Url, database, 2, cancellationToken);
                var thread = await DeepThread.OpenAsync(
                    product.Url, product.Id, two[0], two[1], plan.Size, cancellationToken);
                threads.Add((place, thread));
                await ThreadSeed.DeepenAsync(database, Guid.Parse(thread.ThreadId), HistoryDepth, plan.Size, cancellationToken);
                await ThreadSeed.SettleAsync(database, cancellationToken);
            }

            for (var round = 0; round < rounds; round++)
            {
                for (var turn = 0; turn < sides.Length; turn++)
                {
                    var side = (turn + round) % sides.Length;
                    var figures = await loads[side].RunAsync(plan, rate: null, cancellationToken);
                    floods[side].Add(new CostFigures(figures.Delivery.P50Ms, figures.Cost?.ServerUs, figures.Cost?.PostgresUs));
                    trouble.AddRange(figures.Trouble());
                }
            }

            var compared = await Comparison.RunAsync(threads, rounds, count, cancellationToken);
            return new FlatnessFigures
            {
                Rows =
                [
                    .. FlatnessFigures.Compare("Flood", [.. sides.Select((side, i) => (side.Item1, (IReadOnlyList<CostFigures>)floods[i]))]),
                    .. compared.Rows,
                ],
                Trouble = trouble,
            };
        }
        finally
        {
            foreach (var (_, thread) in threads)
            {
                await thread.DisposeAsync();
            }
        }
    }
}
