using ChatOrleans.LoadTest.Server;
using Npgsql;

namespace ChatOrleans.LoadTest.Depth;

/// <summary>Threads of several depths in one database; the same is done to each, in turns.</summary>
internal static class HistoryRun
{
    /// <param name="depths">Messages of each thread, the shallow one first.</param>
    /// <param name="rounds">Turns.</param>
    /// <param name="count">Messages and pages of each turn.</param>
    /// <param name="size">Characters of a message.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<FlatnessFigures> RunAsync(
        IReadOnlyList<int> depths, int rounds, int count, int size, CancellationToken cancellationToken)
    {
        await using var product = await ProductProcess.StartAsync();
        await using var database = NpgsqlDataSource.Create(product.Database);
        var accounts = await SeededAccounts.MakeAsync(product.Url, database, 2 * depths.Count, cancellationToken);
        var threads = new List<DeepThread>();
        try
        {
            for (var i = 0; i < depths.Count; i++)
            {
                var thread = await DeepThread.OpenAsync(
                    product.Url, product.Id, accounts[2 * i], accounts[(2 * i) + 1], size, cancellationToken);
                threads.Add(thread);
                await ThreadSeed.DeepenAsync(database, Guid.Parse(thread.ThreadId), depths[i], size, cancellationToken);
                await Console.Error.WriteLineAsync($"a thread of {depths[i]} messages");
            }

            await ThreadSeed.SettleAsync(database, cancellationToken);
            var places = threads.Select((thread, i) => ($"{depths[i]}", thread)).ToArray();
            return await Comparison.RunAsync(places, rounds, count, cancellationToken);
        }
        finally
        {
            foreach (var thread in threads)
            {
                await thread.DisposeAsync();
            }
        }
    }
}
